# SPDX-License-Identifier: Apache-2.0
"""Requests that once crashed or blocked a server: each has its own status, and no response of another client is lost.

FXLAKE_CROWD=1 goes on for half a minute: `make test-server`.
"""

import concurrent.futures
import contextlib
import http.client
import os
import re
import socket
import threading
import time
import unittest

import server

SECONDS = 30 if os.environ.get("FXLAKE_CROWD") == "1" else 2


def repeated_keys(size: int) -> bytes:
    return b"{" + b",".join([b'"a":1'] * (size // 6)) + b"}"


class Attacks(unittest.TestCase):
    """Repeats the requests that once crashed or blocked a server, next to a client with normal requests."""

    TOKEN = "k3y-that-nobody-knows"

    @classmethod
    def setUpClass(cls):
        cls.running = server.Server(server.shared_lake(), "--threads", "2", environment={"FXLAKE_TOKEN": cls.TOKEN})
        cls.addClassCleanup(cls.running.stop)

    def attacks(self) -> list[bytes]:
        bearer = b"authorization: Bearer " + self.TOKEN.encode() + b"\r\n"
        body = repeated_keys(237_000)
        post = b"POST /mcp HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n" + bearer
        call = b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"provenance","arguments":' + repeated_keys(200_000) + b"}}"
        return [
            b"GET ?x HTTP/1.1\r\nhost: x\r\n\r\n",
            b"GET ? HTTP/1.1\r\nhost: x\r\n" + bearer + b"\r\n",
            b"GET /v1/latest HTTP/1.1\r\nhost: x\r\nhost: y\r\n" + bearer + b"\r\n",
            b"GET /v1/latest HTTP/1.1\r\nhost: x\r\nauthorization: bearer \xff\x00\r\n\r\n",
            b"GET /v1/latest HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked, chunked\r\n" + bearer + b"\r\n0\r\n\r\n",
            b"GET /v1/latest HTTP/1.1\r\nhost: x\r\ncontent-length: 1, 1\r\n" + bearer + b"\r\n1",
            post + b"content-length: %d\r\n\r\n" % len(body) + body,
            post + b"content-length: %d\r\n\r\n" % len(call) + call,
            post + b"content-length: 400\r\n\r\n" + b"[" * 400,
            post + b"origin: http://evil.example\r\ncontent-length: 2\r\n\r\n{}",
            b"GET /api/v1/runs?limit=10000 HTTP/1.1\r\nhost: x\r\n" + bearer + b"\r\n",
            b"GET /api/v1/quality?limit=10000 HTTP/1.1\r\nhost: x\r\n" + bearer + b"\r\n",
            b"GET /metrics HTTP/1.1\r\nhost: x\r\n" + bearer + b"\r\n",
            b"GET /api/v1/runs/x HTTP/1.1\r\nhost: x\r\n" + bearer + b"\r\n" * 1,
            (b"GET /api/v1/provenance?base=EUR&target=USD HTTP/1.1\r\nhost: x\r\n" + bearer + b"\r\n") * 200,
        ]

    def test_no_answer_is_lost_beside_them(self):
        done, times, sent = threading.Event(), [], 0

        def attack(number: int) -> int:
            count = 0
            while not done.is_set():
                for data in self.attacks()[number % 3 :]:
                    with contextlib.suppress(ConnectionError), self.running.connect() as connection:
                        connection.sendall(data)
                        if count % 2:
                            server.received(connection, b"\r\n\r\n")
                        count += 1
            return count

        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            attackers = [pool.submit(attack, number) for number in range(6)]
            connection = http.client.HTTPConnection("127.0.0.1", self.running.port, timeout=30)
            end = time.monotonic() + SECONDS
            lost = 0
            while time.monotonic() < end:
                started = time.monotonic()
                connection.request("GET", "/v1/latest?symbols=USD", headers={"authorization": f"bearer {self.TOKEN}"})
                answer = connection.getresponse()
                lost += answer.status != 200 or b'"USD"' not in answer.read()
                times.append(time.monotonic() - started)
            done.set()
            connection.close()
            sent = sum(attacker.result(timeout=60) for attacker in attackers)
        print(f"{sent} attacks, {len(times)} answers beside them, {lost} lost, the slowest took {max(times) * 1000:.0f} ms")
        self.assertEqual(lost, 0)
        self.assertGreater(sent, 20)
        self.assertIsNone(self.running.process.poll())

    def test_each_has_a_status_of_its_own(self):
        for data, expected in zip(self.attacks(), [400, 400, 400, 400, 400, 400, 400, 200, 400, 403, 200, 200, 200, 404, 200], strict=True):
            with self.running.connect() as connection:
                connection.sendall(data)
                connection.shutdown(socket.SHUT_WR)
                status = re.search(rb"HTTP/1\.1 (\d{3}) ", server.received(connection))
                self.assertEqual(status and int(status[1]), expected, data[:80])


if __name__ == "__main__":
    unittest.main()
