# SPDX-License-Identifier: Apache-2.0
"""The behavior of the program on a network, with a server, a proxy and an impostor on this machine."""

import collections
import datetime
import functools
import gzip
import http.server
import json
import socket
import ssl
import subprocess
import threading
import time
import unittest
import zlib

import program

RATES = {"amount": 1.0, "base": "EUR", "date": "2026-04-14", "rates": {"USD": 1.17, "GBP": 0.87}}
GOOD = (200, {"Content-Type": "application/json"}, json.dumps(RATES).encode())
SPEC = """
name = "bank"
title = "A bank on this machine"
home_currency = "EUR"
first_day = 2026-01-01
[parameters]
base_url = "{url}"
symbols = ""
[[endpoint]]
name = "latest"
url = "{{base_url}}/latest"
query = {{ symbols = "{{symbols}}" }}
reader = "day"
[read.day]
format = "json"
rows = "rates/{{quote}}"
date = "/date"
base = "/base"
rate = "."
"""


class Server:
    """Serves each path from its list, repeats the last response, and records the requests."""

    def __init__(self, context: ssl.SSLContext | None = None):
        self.answers = collections.defaultdict(list)
        self.asked = []
        self.headers = []
        answering = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):  # noqa: N802
                answering.answer(self)

            def log_message(self, *_):
                pass

        class Quiet(http.server.ThreadingHTTPServer):
            def handle_error(self, *_):
                pass

        self.server = Quiet(("127.0.0.1", 0), Handler)
        if context:
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.url = f"http{'s' if context else ''}://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=functools.partial(self.server.serve_forever, 0.02), daemon=True).start()

    def answer(self, request):
        self.asked.append(request.path)
        self.headers.append(request.headers)
        answers = self.answers[request.path.partition("?")[0]] or [(404, {}, b"nothing here")]
        status, headers, body = answers.pop(0) if len(answers) > 1 else answers[0]
        if status == 0:
            request.connection.shutdown(socket.SHUT_RDWR)
            return
        request.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)


class Network(program.Case):
    def setUp(self):
        super().setUp()
        self.server = self.start()
        self.rules = self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")

    def start(self, context=None) -> Server:
        server = Server(context)
        self.addCleanup(server.server.server_close)
        self.addCleanup(server.server.shutdown)
        return server

    def ask(self, *answers, url="", options=(), **more) -> program.Outcome:
        self.server.answers["/latest"] = list(answers)
        self.server.asked.clear()
        self.file("sources/bank.toml", SPEC.format(url=url or self.server.url))
        words = ["--sources", self.folder / "sources", "--rules", self.rules, "--from", "2026-04-14", *options]
        return self.lake.run("bank", options=words, **more)

    def gives_the_rates(self, outcome: program.Outcome):
        self.succeeds(outcome)
        self.assertEqual({key[3]: str(rate) for key, rate in self.lake.rates().items()}, {"GBP": "0.8700000000", "USD": "1.1700000000"})

    def refuses(self, outcome: program.Outcome, requests: int, *words: str):
        self.fails(outcome, "fetching bank", "GET " + self.server.url, *words)
        self.assertEqual(outcome.code, 1)
        self.assertEqual(len(self.server.asked), requests, self.server.asked)
        self.assertEqual(self.lake.raw_bodies(), [])

    def test_a_plain_answer(self):
        self.gives_the_rates(self.ask(GOOD, options=["--param", "symbols=USD,GBP"]))
        self.assertEqual(self.server.asked, ["/latest?symbols=USD,GBP"])
        self.assertRegex(self.server.headers[0]["User-Agent"], r"^fxlake/\d")
        self.assertEqual(self.lake.raw_bodies(), [GOOD[2]])
        [record] = [json.loads(path.read_text()) for path in self.lake.folder.glob("raw/*/*/*/*.fetch.json")]
        self.assertEqual(record["bodies"][0]["url"], self.server.url + "/latest?symbols=USD,GBP")
        self.assertEqual((record["bodies"][0]["content_type"], record["replayed"]), ("application/json", False))
        age = datetime.datetime.now(datetime.UTC) - datetime.datetime.fromisoformat(record["recorded_at"])
        self.assertLess(abs(age.total_seconds()), 600, "--today does not date back what comes from the network")

    def test_what_passes_is_tried_again(self):
        busy = (503, {"Retry-After": "0"}, b"busy")
        short = (200, {"Content-Length": "1000"}, GOOD[2])
        for first in ([busy, busy], [busy, (500, {}, b""), busy], [(0, {}, b"")], [short]):
            with self.subTest(first=first):
                self.new_lake()
                self.gives_the_rates(self.ask(*first, GOOD))
                self.assertEqual(len(self.server.asked), len(first) + 1)

    def test_four_times_at_most(self):
        self.refuses(self.ask((503, {"Retry-After": "0"}, b"busy")), 4, "the response has status 503")

    def test_retry_after_is_kept_to(self):
        started = time.monotonic()
        self.gives_the_rates(self.ask((429, {"Retry-After": "1"}, b"slowly"), GOOD))
        self.assertGreaterEqual(time.monotonic() - started, 1)

    def test_what_stays_is_not_tried_again(self):
        for status in (400, 401, 403, 404, 410, 501):
            with self.subTest(status):
                self.refuses(self.ask((status, {}, b"no")), 1, f"the response has status {status}")

    def test_redirects(self):
        other = self.start()
        other.answers["/moved"] = [GOOD]
        self.gives_the_rates(self.ask((302, {"Location": other.url + "/moved"}, b"")))
        self.assertEqual(other.asked, ["/moved"])
        self.new_lake()
        for target in ("file:///etc/hostname", "ftp://127.0.0.1/rates", "gopher://127.0.0.1/1"):
            with self.subTest(target):
                self.refuses(self.ask((302, {"Location": target}, b"")), 1, target.split(":")[0])

    def test_a_redirect_without_end(self):
        self.refuses(self.ask((302, {"Location": "/latest"}, b"")), 11, "redirects")

    def test_compressed_answers(self):
        self.gives_the_rates(self.ask((200, {"Content-Encoding": "gzip"}, gzip.compress(GOOD[2]))))
        self.assertIn("gzip", self.server.headers[0]["Accept-Encoding"])
        self.assertEqual(self.lake.raw_bodies(), [GOOD[2]])

    def test_an_answer_without_end(self):
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        first, block = (packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
        bomb = first + block * 300  # a block between full flushes may stand any number of times
        self.refuses(self.ask((200, {"Content-Encoding": "gzip"}, bomb)), 1, "the response body is larger than 268435456 bytes")

    def test_a_proxy(self):
        proxy = self.start()
        proxy.answers["http://rates.invalid/latest"] = [GOOD]
        self.gives_the_rates(self.ask(url="http://rates.invalid", env={"http_proxy": proxy.url}))
        self.assertEqual((proxy.asked, self.server.asked), (["http://rates.invalid/latest"], []))
        self.new_lake()
        self.gives_the_rates(self.ask(GOOD, env={"http_proxy": proxy.url, "no_proxy": "127.0.0.1"}))
        self.assertEqual((len(proxy.asked), len(self.server.asked)), (1, 1))

    def test_nobody_there(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        outcome = self.fails(self.ask(url=f"http://127.0.0.1:{port}"), "fetching bank", f"127.0.0.1:{port}/latest", "Failed to connect")
        self.assertEqual(outcome.code, 1)

    def test_an_impostor(self):
        certificate, key = self.folder / "certificate.pem", self.folder / "key.pem"
        make = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
        names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
        subprocess.run([*make, *names, "-keyout", key, "-out", certificate], check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self.server = self.start(context)
        started = time.monotonic()
        self.refuses(self.ask(GOOD), 0, "certificate")
        self.assertLess(time.monotonic() - started, 2, "not tried again")


if __name__ == "__main__":
    unittest.main()
