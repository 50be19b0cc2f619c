# SPDX-License-Identifier: Apache-2.0
"""The server as tests run it: on a lake with the history of the ECB's rates, on a port that the system chose, ended afterwards."""

import atexit
import contextlib
import dataclasses
import functools
import http.client
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import urllib.parse

import program

TODAY = "2026-04-14"


@functools.cache
def history_csv(last: str = TODAY) -> str:
    """The ECB's file as it was on a day."""
    head, *rows = program.unzipped(program.HISTORY).splitlines()
    return "\n".join([head, *(row for row in rows if row[:10] <= last)]) + "\n"


@functools.cache
def published() -> dict[str, dict[str, str]]:
    """{date: {currency: digits}} as in the file."""
    head, *rows = (line.rstrip(",").split(",") for line in history_csv().splitlines())
    return {row[0]: {code: text for code, text in zip(head[1:], row[1:], strict=True) if text not in ("", "N/A")} for row in rows}


@functools.cache
def shared_lake() -> pathlib.Path:
    """One lake for all tests of a process; nobody writes to it."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="fxlake-served-", dir=program._SCRATCH))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    fill(program.Lake(folder / "lake"), folder)
    return folder / "lake"


def fill(lake: program.Lake, folder: pathlib.Path):
    """One run of the pipeline over the history, as of TODAY."""
    recording = folder / "eurofxref-hist.zip"
    recording.write_bytes(program.zipped(history_csv()))
    outcome = lake.run("ecb-history", replay=recording, today=TODAY)
    if outcome.code:
        raise AssertionError(outcome.text[-2000:])


def revise(lake: program.Lake, folder: pathlib.Path, csv: str):
    """Fetches and transforms another state of the file, without checking whether its values make sense."""
    recording = folder / "eurofxref-hist.zip"
    recording.write_bytes(program.zipped(csv))
    for words in (["ingest", "--source", "ecb-history", "--replay", recording], ["transform"]):
        outcome = lake.call(*words, "--today", TODAY)
        if outcome.code:
            raise AssertionError(outcome.text[-2000:])


@dataclasses.dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self):
        return json.loads(self.body)


def received(connection: socket.socket, until: bytes | None = None) -> bytes:
    """What comes until the other side closes, or until some bytes have come."""
    data = b""
    with contextlib.suppress(ConnectionResetError, TimeoutError):
        while until is None or until not in data:
            part = connection.recv(65536)
            if not part:
                break
            data += part
    return data


class NotServing(AssertionError):
    """With what the program said."""


class Server:
    """`with Server(lake) as server:`"""

    def __init__(
        self,
        lake: pathlib.Path,
        *options: str,
        today: str = TODAY,
        environment: dict[str, str] | None = None,
        listen: str = "127.0.0.1:0",
    ):
        keep = {name: value for name, value in os.environ.items() if name != "FXLAKE_TOKEN"}
        words = [program.FXLAKE, "serve", "--lake", lake, "--listen", listen, "--today", today, *options]
        self.process = subprocess.Popen(
            [str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=keep | (environment or {})
        )
        self.url = self.process.stdout.readline().strip()
        if not self.url:
            raise NotServing(self.process.communicate()[1])
        self.socket_file = self.url.removeprefix("unix:") if self.url.startswith("unix:") else None
        self.host, self.port = "127.0.0.1", None
        if self.socket_file is None:
            parts = urllib.parse.urlsplit(self.url)
            self.host, self.port = parts.hostname, parts.port

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.terminate()
        _, self.said = self.process.communicate(timeout=30)
        return self.process.returncode

    def connect(self, timeout=20) -> socket.socket:
        if self.socket_file is None:
            return socket.create_connection((self.host, self.port), timeout)
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(timeout)
        connection.connect(self.socket_file)
        return connection

    def ask(self, target: str, method="GET", headers: dict[str, str] | None = None, body=None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", timeout=30)
        connection.sock = self.connect(30)
        try:
            connection.putrequest(method, target, skip_accept_encoding=True)
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("content-length", str(len(body)))
            connection.endheaders(body)
            response = connection.getresponse()
            return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
        finally:
            connection.close()

    def get(self, path: str, **parameters) -> Answer:
        query = urllib.parse.urlencode(parameters)
        return self.ask(path + ("?" + query if query else ""))

    def memory_mib(self) -> float:
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024
