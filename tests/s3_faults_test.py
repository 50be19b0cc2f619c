# SPDX-License-Identifier: Apache-2.0
"""A lake in a bucket under faults: a kill or a lost response at any request, and two writers at once."""

import concurrent.futures
import json
import shutil
import signal
import subprocess
import unittest

import program
import s3_server

ROUNDS, STEP = (50, 1) if not program.SANITIZED else (5, 7)  # a sanitizer looks for other faults, and takes its time


def plain(lake: program.Lake) -> dict[str, list[tuple]]:
    """Both tables without the columns that differ from run to run: the times and raw objects of their rows."""
    columns = ["source", "date", "base_currency", "target_currency", "rate"]
    return {table: [tuple(row[name] for name in columns) for row in lake.rows(table)] for table in (program.RATES, program.REVISIONS)}


class Faults(s3_server.Case):
    def setUp(self):
        """A fetch that is transformed, and another one that changes values in two years and adds days."""
        super().setUp()
        head, *days = program.unzipped(program.HISTORY).splitlines()
        self.days = days[190:230]
        self.head = head
        revised = [line.replace(",1.", ",1.0", 1) if at % 9 == 0 else line for at, line in enumerate(self.days)]
        self.first = self.file("first/eurofxref-hist.zip", program.zipped("\n".join([head, *self.days[10:]])))
        self.second = self.file("second/eurofxref-hist.zip", program.zipped("\n".join([head, *revised])))
        self.today = days[0][:10]
        self.work(self.s3, self.first)
        undisturbed = self.copy("undisturbed")
        proxy = self.proxy()
        self.work(self.through(undisturbed, proxy), self.second)
        self.requests = len(proxy.asked)
        self.expected = plain(undisturbed)
        self.assertEqual({row[1].year for row in self.expected[program.REVISIONS]}, {2025, 2026})

    def copy(self, name: str) -> s3_server.S3Lake:
        """The lake after the first fetch."""
        lake = s3_server.S3Lake(self.server, s3_server.BUCKET, f"{self.s3.folder.name}-{name}")
        shutil.copytree(self.s3.folder, lake.folder)
        self.succeeds(lake.call("publish", "--replace"))  # open tables hold absolute paths
        return lake

    def proxy(self) -> s3_server.Proxy:
        proxy = s3_server.Proxy(self.server)
        self.addCleanup(proxy.stop)
        return proxy

    def through(self, lake: s3_server.S3Lake, proxy: s3_server.Proxy) -> s3_server.S3Lake:
        return s3_server.S3Lake(self.server, s3_server.BUCKET, lake.folder.name, proxy.port)

    def steps(self, lake: s3_server.S3Lake, replay) -> list[list[str]]:
        ingest = ["ingest", "--source", "ecb-history", "--replay", replay, "--today", self.today]
        return [lake.command(*ingest), lake.command("transform", "--source", "ecb-history")]

    def work(self, lake: s3_server.S3Lake, replay):
        for command in self.steps(lake, replay):
            done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=lake.environment)
            self.assertEqual(done.returncode, 0, (done.stdout + done.stderr)[-2000:])

    def kill_at(self, number: int, moment: str):
        """Kills the steps at a request, and lets others finish the work. Returns whether any step was still running."""
        lake, proxy = self.copy(f"killed-{number}-{moment}"), self.proxy()
        running = []

        def spoil(at, now):
            if (at, now) == (number, moment):
                running[-1].kill()
            return (at, now) == (number, moment)

        proxy.spoil = spoil
        through = self.through(lake, proxy)
        for command in self.steps(through, self.second):
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            running.append(subprocess.Popen(command, env=through.environment, **quiet))
            if running[-1].wait(120) != 0:
                break
        self.work(lake, self.second)
        self.assertEqual(plain(lake), self.expected, (number, moment))
        return running[-1].returncode == -signal.SIGKILL

    def test_killed_at_every_request(self):
        """A kill before a request leaves the same state as a kill after the previous request."""
        moments = [(0, "before"), *((number, "after") for number in range(0, self.requests, STEP))]
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            killed = sum(pool.map(self.kill_at, *zip(*moments, strict=True)))
        print(f"killed {killed} times at {self.requests} requests")
        self.assertGreater(killed, 0.9 * len(moments))

    def test_every_answer_lost_once(self):
        """The request is retried, and the run succeeds: a conditional write recognizes its own success."""

        def lose(number: int):
            lake, proxy = self.copy(f"lost-{number}"), self.proxy()
            proxy.spoil = lambda at, moment: (at, moment) == (number, "after")
            self.work(self.through(lake, proxy), self.second)
            self.assertEqual(plain(lake), self.expected, number)
            self.assertGreater(len(proxy.asked), number)

        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            list(pool.map(lose, range(0, self.requests, STEP)))

    def test_two_writers_at_once(self):
        lake = self.copy("writers")
        _, *days = program.unzipped(program.HISTORY).splitlines()
        told = set(self.days[10:])
        for turn in range(ROUNDS):
            pieces = [days[turn * 3 : turn * 3 + 4], days[turn * 3 + 2 : turn * 3 + 6]]
            told.update(*pieces)
            names = [f"{turn}-{at}/eurofxref-hist.zip" for at in range(2)]
            files = [self.file(name, program.zipped("\n".join([self.head, *piece]))) for name, piece in zip(names, pieces, strict=True)]
            with concurrent.futures.ThreadPoolExecutor(2) as pool:
                list(pool.map(lambda file: self.work(lake, file), files))
            state = json.loads((lake.folder / "processed" / "_manifest.json").read_text())["sources"]["ecb-history"]
            hashes = lake.hashes()
            for partition in state["partitions"]:
                name = f"{partition['table']}/source=ecb-history/year={partition['year']}/rates.parquet"
                self.assertEqual(hashes[name], partition["sha256"], name)
            kept = [path.name for path in lake.folder.glob("raw/source=ecb-history/*/*/*.fetch.json")]
            self.assertEqual(sorted(key.rpartition("/")[2] for key in state["records"]), sorted(kept), "each visit is in the manifest")
        self.assertEqual(lake.rates(), program.csv_rates("\n".join([self.head, *told])))


if __name__ == "__main__":
    unittest.main()
