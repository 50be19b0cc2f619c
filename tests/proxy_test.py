# SPDX-License-Identifier: Apache-2.0
"""The proxies of packaging/proxy in front of the server, with a certificate made here: answers are the server's, the headers are there, a
long answer comes whole, and a new certificate is taken without a pause. Where neither nginx nor Caddy is, it counts as not run."""

import contextlib
import getpass
import hashlib
import http.client
import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
import unittest

import program
import server

FOLDER = program.ROOT / "packaging" / "proxy"
PATH = os.environ["PATH"] + ":/usr/sbin:/usr/local/sbin"
NGINX, CADDY, OPENSSL = (shutil.which(name, path=PATH) for name in ("nginx", "caddy", "openssl"))
NAME, TOKEN = "rates.example.org", "0123456789abcdef"
BEARER = {"authorization": f"Bearer {TOKEN}"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Proxies(program.Case):
    def setUp(self):
        super().setUp()
        self.port, self.plain_port = free_port(), free_port()
        self.certificate, self.key = self.folder / "certificate.pem", self.folder / "key.pem"
        self.make_certificate()
        path = self.folder / "s"
        self.running = server.Server(server.shared_lake(), listen=f"unix:{path}", environment={"FXLAKE_TOKEN": TOKEN})
        self.addCleanup(self.running.stop)

    def make_certificate(self):
        made = [self.folder / "new.pem", self.folder / "new.key"]
        words = [
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "2",
            "-subj",
            f"/CN={NAME}",
        ]
        words += ["-addext", f"subjectAltName=DNS:{NAME}", "-out", made[0], "-keyout", made[1]]
        subprocess.run([OPENSSL, *words], check=True, capture_output=True)
        made[0].replace(self.certificate)
        made[1].replace(self.key)

    def shipped(self, name: str, changes: dict[str, str]) -> str:
        """The file as it is shipped, but for where things are on this machine."""
        text = (FOLDER / name).read_text()
        for there, here in changes.items():
            self.assertIn(there, text)
            text = text.replace(there, here)
        return text

    def started(self, words: list, environment: dict[str, str] | None = None) -> subprocess.Popen:
        log = (self.folder / "proxy.log").open("w")
        process = subprocess.Popen([str(word) for word in words], stdout=log, stderr=log, env=os.environ | (environment or {}))

        def stop():
            process.terminate()
            process.wait(timeout=30)
            log.close()

        self.addCleanup(stop)
        deadline = time.monotonic() + 30
        while process.poll() is None and time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                self.ask("/health")
                return process
            time.sleep(0.05)
        raise AssertionError((self.folder / "proxy.log").read_text())

    def connect(self) -> ssl.SSLSocket:
        context = ssl.create_default_context(cafile=str(self.certificate))
        return context.wrap_socket(socket.create_connection(("127.0.0.1", self.port), 20), server_hostname=NAME)

    def ask(self, target: str, headers: dict[str, str] | None = None) -> server.Answer:
        connection = http.client.HTTPConnection(NAME, timeout=30)
        connection.sock = self.connect()
        try:
            connection.request("GET", target, headers={"host": NAME} | (headers or {}))
            response = connection.getresponse()
            return server.Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
        finally:
            connection.close()

    def answers_are_the_servers(self):
        self.assertEqual(self.ask("/v1/latest").status, 401)
        for target in ("/v1/latest", "/v1/1999-01-04..", "/v1/nothing"):
            through, direct = self.ask(target, BEARER), self.running.ask(target, headers=BEARER)
            self.assertEqual((through.status, through.body), (direct.status, direct.body), target)
            self.assertEqual(through.headers.get("etag"), direct.headers.get("etag"))
            self.assertEqual(through.headers["strict-transport-security"], "max-age=31536000")
            self.assertNotIn("public", through.headers["cache-control"])
        tag = self.ask("/v1/latest", BEARER).headers["etag"]
        self.assertEqual(self.ask("/v1/latest", BEARER | {"if-none-match": tag}).status, 304)

    @unittest.skipUnless(NGINX, "there is no nginx")
    def test_nginx(self):
        site = self.shipped(
            "nginx.conf",
            {
                "unix:/run/fxlake/fxlake.sock": self.running.url,
                f"/etc/letsencrypt/live/{NAME}/fullchain.pem": str(self.certificate),
                f"/etc/letsencrypt/live/{NAME}/privkey.pem": str(self.key),
                "  listen [::]:80;\n": "",
                "  listen [::]:443 ssl http2;\n": "",
                "listen 80;": f"listen 127.0.0.1:{self.plain_port};",
                "listen 443 ssl": f"listen 127.0.0.1:{self.port} ssl",
            },
        )
        user = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""
        places = " ".join(f"{kind}_temp_path {self.folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        log = self.folder / "error.log"
        main = f"{user} daemon off; pid {self.folder}/pid; error_log {log};\nevents {{}}\nhttp {{ access_log off; {places}\n{site}}}\n"
        configuration = self.file("nginx/nginx.conf", main)
        process = self.started([NGINX, "-e", log, "-c", configuration, "-p", self.folder])
        self.answers_are_the_servers()

        plain = http.client.HTTPConnection("127.0.0.1", self.plain_port, timeout=30)
        plain.request("GET", "/v1/latest?base=USD", headers={"host": NAME})
        answer = plain.getresponse()
        self.assertEqual((answer.status, answer.getheader("location")), (301, f"https://{NAME}/v1/latest?base=USD"))
        plain.close()

        whole = self.running.ask("/v1/1999-01-04..", headers=BEARER).body
        under_way = http.client.HTTPConnection(NAME, timeout=30)
        under_way.sock = self.connect()
        under_way.request("GET", "/v1/1999-01-04..", headers={"host": NAME} | BEARER)
        answer_under_way = under_way.getresponse()
        begun = answer_under_way.read(1000)

        connection = http.client.HTTPConnection(NAME, timeout=30)
        connection.sock = self.connect()
        statuses = set()
        for _ in range(400):
            connection.request("GET", "/health", headers={"host": NAME})
            answer = connection.getresponse()
            answer.read()
            statuses.add(answer.status)
        self.assertEqual(statuses, {200, 429})
        connection.close()

        def presented() -> str:
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            with context.wrap_socket(socket.create_connection(("127.0.0.1", self.port), 20), server_hostname=NAME) as secured:
                return hashlib.sha256(secured.getpeercert(binary_form=True)).hexdigest()

        before = presented()
        self.make_certificate()
        process.send_signal(1)  # as `nginx -s reload`
        deadline = time.monotonic() + 30
        while presented() == before and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertNotEqual(presented(), before)
        self.assertEqual(begun + answer_under_way.read(), whole)
        under_way.close()

    @unittest.skipUnless(CADDY, "there is no Caddy")
    def test_caddy(self):
        site = self.shipped(
            "Caddyfile",
            {
                "unix//run/fxlake/fxlake.sock": "unix/" + self.running.socket_file,
                f"\n{NAME} {{": f"\nhttps://{NAME}:{self.port} {{\n\ttls {self.certificate} {self.key}\n\tbind 127.0.0.1",
            },
        )
        configuration = self.file("Caddyfile", "{\n\tadmin off\n\tauto_https disable_redirects\n}\n" + site)
        places = {"XDG_DATA_HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder), "HOME": str(self.folder)}
        self.started([CADDY, "run", "--config", configuration, "--adapter", "caddyfile"], places)
        self.answers_are_the_servers()


if __name__ == "__main__":
    if not OPENSSL or not (NGINX or CADDY):
        print("not run: there is neither nginx nor Caddy (scripts/setup.sh bench installs them): whether their examples work is unproven")
        sys.exit(77)
    unittest.main()
