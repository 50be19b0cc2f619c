# SPDX-License-Identifier: Apache-2.0
"""The server's responses as text: each tests/api/*.http is a list of requests, sent to the real program over a lake with the ECB's history.

    ### what the request shows
    GET /v1/latest?symbols=USD
    accept: text/csv
    ----
    200
    content-type: application/json; charset=utf-8     the headers that matter; {etag} stands for some entity tag, {absent} for none

    {"amount":1.0, ...}                                the body

In a request {etag} is the tag of the answer before. UPDATE_GOLDEN=1 writes what came instead of comparing; read the difference.
"""

import os
import pathlib
import re
import unittest

import server

FILES = sorted((pathlib.Path(__file__).resolve().parent / "api").glob("*.http"))
UPDATE = os.environ.get("UPDATE_GOLDEN") == "1"
TAG = r'"[0-9a-f]{32}(?:-\w+)?"'
MASKS = [
    (r"\d{8}T\d{6}\.\d{6}Z-[0-9a-f]{6,16}", "{name}"),
    (r"\d{8}T\d{6}\.\d{6}Z", "{time}"),
    (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", "{time}"),
    (r'(?<="sha256":")[0-9a-f]{64}', "{sha256}"),
    (r'(?<="expected_day":")[\d-]{10}', "{day}"),  # whether it is today's depends on the hour
    (r"max-age=(?!86400\b|3600\b)\d+", "max-age={seconds}"),
]


def masked(text: str) -> str:
    for pattern, stand_in in MASKS:
        text = re.sub(pattern, stand_in, text)
    return text


class Exchange:
    def __init__(self, text: str):
        request, _, expected = text.partition("----\n")
        self.title, first, *headers = request.strip("\n").split("\n")
        self.method, self.target = first.split(" ", 1)
        self.request_headers = dict(re.split(r": *", line, maxsplit=1) for line in headers)
        head, _, body = expected.partition("\n\n")
        lines = head.strip("\n").split("\n")
        self.status = lines[0].strip()
        self.headers = dict(re.split(r": *", line, maxsplit=1) for line in lines[1:])
        self.body = body.rstrip("\n")

    def ask(self, running: server.Server, tag: str) -> server.Answer:
        headers = {name: value.replace("{etag}", tag) for name, value in self.request_headers.items()}
        return running.ask(self.target, self.method, headers)

    def got(self, answer: server.Answer) -> str:
        """The whole exchange, with the received responses instead of the expected ones."""
        request = [self.title, f"{self.method} {self.target}", *(f"{name}: {value}" for name, value in self.request_headers.items())]
        head = [str(answer.status)]
        for name in self.headers:
            value = answer.headers.get(name, "{absent}")
            head.append(f"{name}: " + masked(re.sub(TAG, "{etag}", value)))
        body = masked(answer.text).rstrip("\n")
        return "\n".join([*request, "----", *head, *(["", body] if body else [])]) + "\n"

    def expected(self) -> str:
        request = [self.title, f"{self.method} {self.target}", *(f"{name}: {value}" for name, value in self.request_headers.items())]
        head = [self.status, *(f"{name}: {value}" for name, value in self.headers.items())]
        return "\n".join([*request, "----", *head, *(["", self.body] if self.body else [])]) + "\n"


class Answers(unittest.TestCase):
    maxDiff = None

    def test_every_file(self):
        self.assertTrue(FILES)
        with server.Server(server.shared_lake()) as running:
            for path in FILES:
                head, *exchanges = re.split(r"^### ", path.read_text(encoding="utf-8"), flags=re.M)
                came, tag = [head], ""
                for text in exchanges:
                    exchange = Exchange(text)
                    answer = exchange.ask(running, tag)
                    tag = answer.headers.get("etag", "")
                    came.append(exchange.got(answer) + "\n")
                    if not UPDATE:
                        with self.subTest(file=path.name, request=exchange.title):
                            self.assertEqual(exchange.got(answer), exchange.expected())
                if UPDATE:
                    path.write_text("### ".join(came).rstrip("\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    unittest.main()
