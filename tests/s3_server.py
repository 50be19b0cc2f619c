# SPDX-License-Identifier: Apache-2.0
"""A real S3 server for the tests of the whole: versitygw, which checks every signature and keeps objects as files, and a proxy before it
that sees, counts and spoils requests."""

import http.client
import http.server
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import threading
import time

import program

VERSITYGW = program.ROOT / "build" / "deps" / "versitygw" / "versitygw"
BUCKET = "lake"
KEY_ID, SECRET = "fxlake-test-key", "fxlake/test+secret"


class Server:
    """Objects are the files of `folder`/BUCKET; a new folder there is a new bucket."""

    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        folder.mkdir(parents=True)
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        words = ["--quiet", "--access", KEY_ID, "--secret", SECRET, "--port", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen([VERSITYGW, *words, "posix", folder], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(500):
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except OSError:
                time.sleep(0.02)
        raise AssertionError("the S3 server does not start")

    def stop(self):
        self.process.kill()
        self.process.wait()


class Proxy:
    """Passes requests on. `spoil(number, moment)` is called "before" and "after" each: true drops it unsent, or drops its answer."""

    def __init__(self, server: Server):
        self.asked = []  # (method, path without query, Range)
        self.connections = 0
        self.spoil = lambda number, moment: False
        proxy, backend = self, server.port

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def setup(self):
                super().setup()
                proxy.connections += 1

            def pass_on(self):
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length)
                path = self.path.partition("?")[0]
                proxy.asked.append((self.command, path, self.headers.get("Range")))
                number = len(proxy.asked) - 1
                if proxy.spoil(number, "before"):
                    return self.drop()
                connection = http.client.HTTPConnection("127.0.0.1", backend)
                connection.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
                for name, value in self.headers.items():
                    connection.putheader(name, value)
                connection.endheaders(body)
                answer = connection.getresponse()
                content = answer.read()
                connection.close()
                if proxy.spoil(number, "after"):
                    return self.drop()
                head = [f"HTTP/1.1 {answer.status} {answer.reason}"]
                head += [
                    f"{name}: {value}" for name, value in answer.getheaders() if name.lower() not in ("transfer-encoding", "connection")
                ]
                if "content-length" not in {name.lower() for name, _ in answer.getheaders()}:
                    head.append(f"Content-Length: {len(content)}")
                self.wfile.write("\r\n".join([*head, "", ""]).encode() + content)

            def drop(self):
                self.close_connection = True
                self.connection.close()

            do_GET = do_PUT = do_DELETE = do_HEAD = do_POST = pass_on

            def log_message(self, *_):
                pass

        class Quiet(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass

        self.http = Quiet(("127.0.0.1", 0), Handler)
        self.port = self.http.server_port
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self):
        self.http.shutdown()
        self.http.server_close()


class S3Lake(program.Lake):
    """A lake in a bucket; `folder` is where the server keeps its objects."""

    def __init__(self, server: Server, bucket: str, prefix: str, port: int | None = None, secret: str = SECRET):
        super().__init__(server.folder / bucket / prefix)
        (server.folder / bucket).mkdir(exist_ok=True)
        self.uri = f"s3://{bucket}/{prefix}"
        self.environment = environment(port or server.port, secret)

    def command(self, *words) -> list[str]:
        return [str(program.FXLAKE), *map(str, words), "--lake", self.uri]

    def call(self, *words, env=None, **more) -> program.Outcome:
        return super().call(*words, env=self.environment | (env or {}), **more)


def environment(port: int, secret: str = SECRET) -> dict[str, str]:
    return {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": KEY_ID,
        "AWS_SECRET_ACCESS_KEY": secret,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }


class Case(program.Case):
    """A test with a server that all tests of its class share, and a lake there that is its own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        parent = pathlib.Path(tempfile.mkdtemp(prefix="fxlake-s3-"))
        cls.addClassCleanup(shutil.rmtree, parent, ignore_errors=True)
        cls.server = Server(parent / "objects")
        cls.addClassCleanup(cls.server.stop)

    def setUp(self):
        super().setUp()
        self.prefix = self.id().rpartition(".")[2].replace("_", "-")
        self.s3 = S3Lake(self.server, BUCKET, self.prefix)
