# SPDX-License-Identifier: Apache-2.0
"""AWS's emulator of Lambda with a function in it, and a bank on this machine from which the function can fetch."""

import functools
import http.server
import json
import os
import pathlib
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request

import program

EMULATOR = program.ROOT / "build" / "deps" / "emulator" / "aws-lambda-rie-x86_64"
CLOUD = program.FXLAKE.parent / "fxlake-cloud"


def free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [taken.getsockname()[1] for taken in sockets]
    for taken in sockets:
        taken.close()
    return ports


class Function:
    """A bootstrap under the emulator, with nothing of this process's environment."""

    def __init__(self, command: list, environment: dict[str, str], folder: pathlib.Path, timeout=30):
        outer, inner = free_ports(2)
        self.url = f"http://127.0.0.1:{outer}/2015-03-31/functions/function/invocations"
        self.log = folder / f"log-{outer}"
        addresses = ["--runtime-interface-emulator-address", f"127.0.0.1:{outer}", "--runtime-api-address", f"127.0.0.1:{inner}"]
        variables = {"PATH": os.environ["PATH"], "AWS_LAMBDA_FUNCTION_TIMEOUT": str(timeout), **environment}
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [EMULATOR, "--log-level", "error", *addresses, *map(str, command)], env=variables, stdout=log, stderr=log, cwd=folder
            )
        for _ in range(1000):
            try:
                socket.create_connection(("127.0.0.1", outer)).close()
                return
            except OSError:
                time.sleep(0.005)
        raise AssertionError("the emulator does not start: " + self.log.read_text())

    def call(self, event) -> dict:
        body = event if isinstance(event, bytes) else json.dumps(event).encode()
        request = urllib.request.Request(self.url, body)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.loads(answer.read())
        except urllib.error.HTTPError as refusal:  # of a function that cannot start
            return json.loads(refusal.read())

    def lines(self) -> list[dict]:
        """What the function wrote, as far as it is JSON."""
        return [json.loads(line) for line in self.log.read_text().splitlines() if line.startswith("{")]

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Bank:
    """Serves ranges of days like the Frankfurter API, with the same rates for every requested day."""

    def __init__(self, rates: dict[str, dict[str, float]]):
        self.asked = []
        self.silent = False
        bank = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):  # noqa: N802
                bank.asked.append(self.path)
                if bank.silent:
                    bank.released.wait(20)
                first, _, last = self.path.partition("?")[0].strip("/").partition("..")
                days = {day: codes for day, codes in rates.items() if first <= day <= (last or "9999")}
                body = json.dumps({"amount": 1.0, "base": "EUR", "start_date": first, "end_date": last, "rates": days}).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        class Quiet(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass

        self.released = threading.Event()
        self.server = Quiet(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=functools.partial(self.server.serve_forever, 0.02), daemon=True).start()

    def stop(self):
        self.released.set()
        self.server.shutdown()
        self.server.server_close()
