# SPDX-License-Identifier: Apache-2.0
"""Idle, slow, half-closed and hostile clients: others get their responses, memory stays constant, and the server stops on request.

FXLAKE_CROWD=1 sends ten thousand idle clients and a hundred thousand hostile ones in place of a tenth and fewer: `make test-server`.
"""

import concurrent.futures
import contextlib
import gzip
import http.client
import os
import random
import re
import resource
import socket
import statistics
import time
import unittest

import program
import server

LATEST = b"GET /v1/latest HTTP/1.1\r\nhost: x\r\n\r\n"
CROWD = os.environ.get("FXLAKE_CROWD") == "1"
IDLE = 10_000 if CROWD else 1000
HOSTILE, HOSTILE_SECONDS = (100_000, 300) if CROWD else (3000, 4)
SECONDS_FOR_OTHERS = 5 if not program.SANITIZED else 20


class Robustness(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))  # the server raises its own
        cls.running = server.Server(server.shared_lake())
        cls.addClassCleanup(cls.running.stop)
        cls.whole = cls.running.ask("/v1/1999-01-04..").body

    def still_answers(self):
        started = time.monotonic()
        answer = self.running.ask("/v1/latest")
        self.assertEqual((answer.status, answer.json["base"]), (200, "EUR"))
        self.assertLess(time.monotonic() - started, SECONDS_FOR_OTHERS)

    def usual_seconds(self) -> float:
        """The median time of a new client's request."""
        times = []
        for _ in range(50):
            started = time.monotonic()
            self.still_answers()
            times.append(time.monotonic() - started)
        return statistics.median(times)

    def statuses(self, sent: bytes) -> list[int]:
        with self.running.connect() as connection:
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
            return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", server.received(connection))]

    def test_bad_requests_get_a_status_of_their_own(self):
        def get(target: bytes, *headers: bytes) -> bytes:
            return b"GET " + target + b" HTTP/1.1\r\nhost: x\r\n" + b"".join(header + b"\r\n" for header in headers) + b"\r\n"

        for sent, expected in {
            get(b"/../etc/passwd"): 400,
            get(b"/v1/%2e%2e/latest"): 400,
            get(b"/%2E%2E/%2E%2E/etc/passwd"): 400,
            get(b"/v1/latest%00"): 400,
            get(b"/v1/la\x00test"): 400,
            get(b"/v1/%zz"): 400,
            get(b"/v1/%ff%fe"): 400,
            get(b"latest"): 400,
            get(b"/v1/" + b"9" * 100): 404,
            get(b"/v1/latest?amount=" + b"9" * 1000): 422,
            get(b"/v1/latest?amount=1e999999999999"): 422,
            get(b"/v1/99999-01-01"): 404,
            get(b"/api/v1/runs?limit=99999999999999999999999"): 400,
            get(b"/api/v1/runs/..%2f..%2fetc"): 400,
            get(b"/api/v1/runs/%2e%2e"): 400,
            get(b"/api/v1/rates?max_age=-1"): 400,
            get(b"/" + b"a" * 9000): 414,
            get(b"/" + b"a" * 100_000): 431,
            get(b"/v1/latest", b"x: " + b"y" * 20_000): 431,
            get(b"/v1/latest", *[b"x-%d: y" % i for i in range(3000)]): 431,
            b"POST /v1/latest HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n": 405,
            b"POST /mcp HTTP/1.1\r\nhost: x\r\ncontent-length: 99999999\r\n\r\n": 413,
            b"DELETE /v1/latest HTTP/1.1\r\nhost: x\r\n\r\n": 405,
            b"GET /v1/latest HTTP/1.1\r\n\r\n": 400,
            b"GET ?x HTTP/1.1\r\nhost: x\r\n\r\n": 400,
            b"GET /v1/latest HTTP/1.1\r\nhost: x\r\nHOST: y\r\n\r\n": 400,
            b"GET /v1/latest HTTP/9.9\r\nhost: x\r\n\r\n": 400,
            b"GET  /v1/latest HTTP/1.1\r\nhost: x\r\n\r\n": 400,
            b"GET /v1/latest HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n": 400,
            b"POST /mcp HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n": 400,
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03": 400,
        }.items():
            with self.subTest(sent=sent[:80]):
                self.assertEqual(self.statuses(sent)[:1], [expected])
        self.still_answers()

    def test_pipelined_requests_are_answered_in_order(self):
        wanted = [b"USD", b"GBP", b"JPY", b"CHF"] * 50
        sent = b"".join(b"GET /v1/latest?symbols=" + code + b" HTTP/1.1\r\nhost: x\r\n\r\n" for code in wanted)
        with self.running.connect() as connection:
            connection.sendall(sent + b"GET /health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
            self.assertEqual(re.findall(rb'"rates":{"(\w{3})"', server.received(connection)), wanted)

    def test_head_has_the_head_of_get(self):
        for target in ("/v1/latest", "/v1/1999-01-04..", "/v1/nothing"):
            got, head = self.running.ask(target), self.running.ask(target, "HEAD")
            self.assertEqual((head.status, head.body), (got.status, b""))
            ignored = ("date",)
            self.assertEqual(
                {k: v for k, v in head.headers.items() if k not in ignored}, {k: v for k, v in got.headers.items() if k not in ignored}
            )

    def test_an_old_client_gets_a_body_that_ends_with_the_connection(self):
        with self.running.connect() as connection:
            connection.sendall(b"GET /v1/1999-01-04.. HTTP/1.0\r\n\r\n")
            head, _, body = server.received(connection).partition(b"\r\n\r\n")
        self.assertNotIn(b"transfer-encoding", head)
        self.assertEqual(body, self.whole)

    def test_compressed_answers_are_the_same(self):
        for target in ("/v1/1999-01-04..", "/v2/currencies"):
            plain = self.running.ask(target)
            packed = self.running.ask(target, headers={"accept-encoding": "gzip"})
            self.assertEqual(packed.headers["content-encoding"], "gzip")
            self.assertEqual(gzip.decompress(packed.body), plain.body)
            self.assertLess(len(packed.body), len(plain.body) / 2)
            self.assertNotEqual(packed.headers["etag"], plain.headers["etag"])
            self.assertEqual(self.running.ask(target, headers={"accept-encoding": "zstd, gzip"}).headers["content-encoding"], "zstd")

    def test_a_body_may_come_after_it_was_asked_for(self):
        body = b'{"jsonrpc":"2.0","id":1,"method":"ping"}'
        with self.running.connect() as connection:
            connection.sendall(
                b"POST /mcp HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nexpect: 100-continue\r\ncontent-length: %d\r\n\r\n"
                % len(body)
            )
            self.assertIn(b"100 Continue", server.received(connection, b"\r\n\r\n"))
            connection.sendall(body)
            self.assertIn(b'{"jsonrpc":"2.0","id":1,"result":{}}', server.received(connection, b"}}"))

    def test_others_are_answered_beside_a_crowd_of_idle_slow_and_half_open_clients(self):
        usual, before = self.usual_seconds(), self.running.memory_mib()
        with contextlib.ExitStack() as stack:
            idle = [stack.enter_context(self.running.connect()) for _ in range(IDLE)]
            slow = min(IDLE // 25, 100)
            for connection in idle[: 3 * slow]:
                connection.sendall(b"GET /v1/latest HTTP/1.1\r\nhost: ")  # and a byte now and then
            for connection in idle[3 * slow : 4 * slow]:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                connection.sendall(b"GET /v1/1999-01-04.. HTTP/1.1\r\nhost: x\r\n\r\n")  # and never read
            for connection in idle[4 * slow : 5 * slow]:
                connection.shutdown(socket.SHUT_WR)
            beside = self.usual_seconds()
            for connection in idle[: 3 * slow]:
                connection.sendall(b"x")
            took = f"{usual * 1000:.1f} ms, beside {IDLE} clients {beside * 1000:.1f} ms"
            print(f"{took}, {self.running.memory_mib() - before:.1f} MiB for them")
            if not program.SANITIZED:
                self.assertLess(beside, 5 * usual + 0.02)
                self.assertLess(self.running.memory_mib() - before, 40)
                open_now = re.search(r"^fxlake_http_connections (\d+)", self.running.ask("/metrics").text, re.M)
                self.assertGreater(int(open_now[1]), IDLE - slow - 10)
            idle[0].sendall(b"\r\n\r\n")
            idle[-1].sendall(LATEST)
            for connection in (idle[0], idle[-1]):
                self.assertIn(b"200 OK", server.received(connection, b"}}"))
        self.still_answers()

    def test_hostile_bytes(self):
        chance = random.Random(20260414)
        seeds = [
            LATEST,
            b"GET /v2/rates?base=USD&quotes=EUR,GBP&from=2024-01-01&group=week HTTP/1.1\r\nhost: x\r\naccept: text/csv\r\n\r\n",
            b"GET /v1/2024-01-01..2024-02-01?amount=1e3&from=usd HTTP/1.1\r\nhost: x\r\nif-none-match: *\r\norigin: y\r\n\r\n",
            b"POST /mcp HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 40\r\n\r\n"
            + b'{"jsonrpc":"2.0","id":1,"method":"ping"}',
            b"GET /api/v1/rates?as_of=2026-01-01&on=next&max_age=3 HTTP/1.1\r\nhost: x\r\nconnection: keep-alive\r\n\r\n",
            b"POST /mcp HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        ]

        def spoiled() -> bytes:
            data = bytearray(b"".join(chance.choices(seeds, k=chance.randint(1, 4))))
            for _ in range(chance.randint(1, 12)):
                at = chance.randrange(len(data) + 1)
                kind = chance.random()
                if kind < 0.4 and at < len(data):
                    data[at] = chance.randrange(256)
                elif kind < 0.6:
                    data[at:at] = chance.randbytes(chance.randint(1, 40))
                elif kind < 0.8:
                    del data[at : at + chance.randint(1, 40)]
                else:
                    data[at:at] = chance.choice([b"%", b"\r\n", b"\n\n", b"..", b"&&", b"=", b"9" * 40, b"\x00", "é".encode()])
            return bytes(data)

        before, sent = self.running.memory_mib(), 0
        end = time.monotonic() + HOSTILE_SECONDS
        while sent < HOSTILE and time.monotonic() < end:
            with self.running.connect(timeout=5) as connection:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")  # gone at once
                with contextlib.suppress(ConnectionError):
                    connection.sendall(spoiled())
                    sent += 1
                    if sent % 4 == 0:
                        connection.shutdown(socket.SHUT_WR)
                        for status in re.findall(rb"HTTP/1\.1 (\d)\d\d ", server.received(connection)):
                            self.assertIn(status, b"12345")
        print(f"{sent} hostile connections, {self.running.memory_mib() - before:.1f} MiB more")
        if CROWD:
            self.assertEqual(sent, HOSTILE)
        self.assertIsNone(self.running.process.poll())
        if not program.SANITIZED:
            self.assertLess(self.running.memory_mib() - before, 30)
        self.still_answers()
        self.assertNotRegex(self.running.ask("/metrics").text, r'status="5xx"} [1-9]')


class Life(program.Case):
    def test_it_ends_when_told_and_finishes_what_it_began(self):
        running = server.Server(server.shared_lake())
        with running.connect() as connection, running.connect():
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 128 * 1024)
            connection.sendall(b"GET /v1/1999-01-04.. HTTP/1.1\r\nhost: x\r\n\r\n")
            connection.recv(100)
            running.process.terminate()
            self.assertTrue(server.received(connection).endswith(b"0\r\n\r\n"))
        self.assertEqual(running.process.wait(timeout=30), 0)
        running.stop()

    def test_a_token_is_asked_for_and_told_to_nobody(self):
        log = self.folder / "access.log"
        token = "k3y-that-nobody-knows"
        with server.Server(server.shared_lake(), "--access-log", log, environment={"FXLAKE_TOKEN": token}) as running:
            for headers, target, status in [
                ({}, "/v1/latest", 401),
                ({"authorization": "Bearer wrong"}, "/v1/latest", 401),
                ({"authorization": token}, "/v1/latest", 401),
                ({"authorization": f"Bearer {token}"}, "/v1/latest", 200),
                ({}, "/v1/latest", 401),
                ({}, "/metrics", 401),
                ({}, "/health", 200),
                ({}, "/", 200),
                ({"authorization": f"bearer {token}"}, "/v1/latest", 200),
            ]:
                answer = running.ask(target, headers=headers)
                self.assertEqual(answer.status, status, (headers, target))
                self.assertEqual("www-authenticate" in answer.headers, status == 401)
                self.assertNotIn("public", answer.headers["cache-control"])
            self.assertNotIn(token, answer.text)
        lines = log.read_text().splitlines()
        self.assertEqual(len(lines), 9)
        self.assertRegex(lines[3], r'^\S+Z 127\.0\.0\.1 "GET" "/v1/latest" 200 \d+ \d+$')
        self.assertNotIn(token, "".join(lines) + running.said)

    def test_a_taken_port_is_an_error(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            outcome = self.lake.call("serve", "--listen", f"127.0.0.1:{taken.getsockname()[1]}")
        self.fails(outcome, "listening on 127.0.0.1")
        self.fails(self.lake.call("serve", "--listen", "nowhere"), "--listen")

    def test_two_servers_do_not_share_an_address(self):
        socket_file = self.folder / "fxlake.sock"
        for listen in ("127.0.0.1:0", "[::1]:0", f"unix:{socket_file}"):
            with server.Server(server.shared_lake(), "--threads", "3", listen=listen) as first:
                address = first.url.removeprefix("http://")
                self.fails(self.lake.call("serve", "--listen", address, "--threads", "3"), "another program already listens there")
                for _ in range(20):
                    self.assertEqual(first.ask("/health").status, 200)
        self.assertFalse(socket_file.exists())

    def test_a_socket_that_a_killed_server_left_is_taken_over(self):
        socket_file = self.folder / "fxlake.sock"
        killed = server.Server(server.shared_lake(), listen=f"unix:{socket_file}")
        killed.process.kill()
        killed.stop()
        self.assertTrue(socket_file.is_socket())
        with server.Server(server.shared_lake(), listen=f"unix:{socket_file}") as running:
            self.assertEqual(running.ask("/v1/latest").json["base"], "EUR")
            self.assertEqual(socket_file.stat().st_mode & 0o777, 0o660)
        other = self.file("no-socket", b"x")
        self.fails(self.lake.call("serve", "--listen", f"unix:{other}"), "listening on unix:")
        self.assertEqual(other.read_bytes(), b"x")

    def test_other_machines_are_let_in_when_that_was_said(self):
        def said(*options: str, token: str | None = None) -> str:
            environment = {} if token is None else {"FXLAKE_TOKEN": token}
            try:
                with server.Server(server.shared_lake(), *options, listen="0.0.0.0:0", environment=environment) as running:
                    self.assertEqual(running.ask("/health").status, 200)
                return running.said
            except server.NotServing as refused:
                return f"refused: {refused}"

        self.assertIn("refused: fxlake: --listen 0.0.0.0:0 lets other machines", said())
        self.assertIn("warning: every client that can connect to 0.0.0.0:0 can read the whole lake", said("--public"))
        self.assertNotIn("warning", said(token="0123456789abcdef"))
        for token in ("", "short", "15-characters-x", "with a blank in it", "0123456789abcde\u00e9"):
            self.assertIn("refused: fxlake: reading FXLAKE_TOKEN", said("--public", token=token))

    def test_it_is_not_ready_when_its_lake_is_gone(self):
        server.fill(self.lake, self.folder)
        with server.Server(self.lake.folder, "--stale-after", "1") as running:
            self.assertEqual(running.ask("/health").status, 200)
            away = self.lake.folder.rename(self.folder / "away")

            def until(status: int):
                deadline = time.monotonic() + 30
                while running.ask("/health/ready").status != status and time.monotonic() < deadline:
                    time.sleep(0.05)
                self.assertEqual([running.ask(path).status for path in ("/health", "/health/ready", "/health/live")], [status, status, 200])

            until(503)
            answer = running.ask("/health").json
            self.assertEqual(answer["status"], "stale")
            self.assertIn("reading the manifest", answer["reason"])
            metrics = running.ask("/metrics").text
            self.assertGreater(float(re.search(r"(?m)^fxlake_snapshot_age_seconds (\S+)$", metrics)[1]), 1)
            self.assertGreater(int(re.search(r"(?m)^fxlake_snapshot_reload_failures_total (\d+)$", metrics)[1]), 0)
            self.assertEqual(running.ask("/v1/latest").status, 200)
            away.rename(self.lake.folder)
            until(200)

    def test_a_client_has_so_many_requests(self):
        with server.Server(server.shared_lake(), "--requests-per-second", "1") as running:
            answers = [running.ask("/health") for _ in range(14)]
        self.assertEqual([answer.status for answer in answers[:10]], [200] * 10)
        self.assertEqual(answers[-1].status, 429)
        self.assertEqual(answers[-1].headers["retry-after"], "1")

    def test_every_answer_is_wholly_of_one_snapshot(self):
        """Runs commit while 64 clients read: each response has the same mark on all of its days."""
        head, *rows = server.history_csv().splitlines()
        rows = [row for row in rows if row[:4] >= "2025"]
        codes = head.rstrip(",").split(",")

        def marked(mark: int) -> str:
            """Each rate of the dollar and of the yen is the mark."""
            lines = []
            for row in rows:
                cells = row.split(",")
                cells[codes.index("USD")] = cells[codes.index("JPY")] = f"{mark}.5"
                lines.append(",".join(cells))
            return "\n".join([head, *lines]) + "\n"

        server.revise(self.lake, self.folder, marked(1))
        marks = set()
        with server.Server(self.lake.folder) as running, concurrent.futures.ThreadPoolExecutor(64) as pool:
            done = False

            def read(number: int) -> int:
                count = 0
                connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=30)
                target = ["/v1/2025-01-02..?symbols=USD,JPY", "/v2/rates?from=2025-01-02&quotes=USD,JPY&providers=ecb"][number % 2]
                while not done:
                    connection.request("GET", target)
                    found = set(re.findall(r":(\d+\.5)\b", connection.getresponse().read().decode()))
                    assert len(found) == 1, f"{target}: {sorted(found)}"
                    marks.update(found)
                    count += 1
                connection.close()
                return count

            readers = [pool.submit(read, number) for number in range(64)]
            for mark in (2, 3, 4):
                server.revise(self.lake, self.folder, marked(mark))
                deadline = time.monotonic() + 30
                while f"{mark}.5" not in marks and time.monotonic() < deadline:
                    concurrent.futures.wait(readers, timeout=0.02)
            done = True
            self.assertGreater(sum(reader.result(timeout=60) for reader in readers), 64)
        self.assertEqual(marks, {"1.5", "2.5", "3.5", "4.5"})


if __name__ == "__main__":
    unittest.main()
