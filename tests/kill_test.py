# SPDX-License-Identifier: Apache-2.0
"""Killed at any moment, or run at the same time: readers see whole files, the next run finishes the work, no update is lost."""

import os
import random
import shutil
import signal
import subprocess
import time
import unittest

import program
import pyarrow.parquet

SEED = 20260414
KILLS = 16
ROUNDS = 4


def plain(lake: program.Lake, table: str) -> list[tuple]:
    """A table without the columns that differ from run to run: the times and raw objects of its rows."""
    columns = ["source", "date", "base_currency", "target_currency", "rate"]
    return [tuple(row[column] for column in columns) for row in lake.rows(table)]


class Killed(program.Case):
    def setUp(self):
        """A fetch that is transformed, and another one that changes values in two years and adds days to one."""
        super().setUp()
        head, *days = program.unzipped(program.HISTORY).splitlines()
        self.days = days[:350]
        revised = [line.replace(",1.", ",1.0", 1) if at % 9 == 0 else line for at, line in enumerate(self.days)]
        self.first = self.file("first/eurofxref-hist.zip", program.zipped("\n".join([head, *self.days[40:]])))
        self.second = self.file("second/eurofxref-hist.zip", program.zipped("\n".join([head, *revised])))
        self.today = self.days[0][:10]
        self.rules = ["--rules", self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")]
        self.succeeds(self.run_on(self.first))
        self.start = self.folder / "start"
        shutil.copytree(self.lake.folder, self.start)
        started = time.monotonic()
        self.succeeds(self.run_on(self.second))
        self.duration = time.monotonic() - started
        self.expected = {table: plain(self.lake, table) for table in (program.RATES, program.REVISIONS)}
        self.assertEqual({row[1].year for row in self.expected[program.REVISIONS]}, {2025, 2026})

    def run_on(self, replay) -> program.Outcome:
        return self.lake.run("ecb-history", replay, today=self.today, options=self.rules)

    def kill_after(self, seconds: float) -> bool:
        """Whether the run was still running."""
        command = ["run", "--source", "ecb-history", "--today", self.today, "--replay", self.second, *self.rules]
        process = subprocess.Popen(self.lake.command(*command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        return process.wait() == -signal.SIGKILL

    def check_whole(self):
        """What a reader finds: whole files, every key once, every rate with its old or new value."""
        for path in self.lake.folder.rglob("*.parquet"):
            pyarrow.parquet.ParquetFile(path).read()
        old = program.csv_rates(program.unzipped(self.first))
        new = program.csv_rates(program.unzipped(self.second))
        for key, rate in self.lake.rates().items():
            self.assertIn(rate, (old.get(key), new[key]), key)
        self.assertEqual(old.keys() - self.lake.rates().keys(), set())
        self.lake.manifest()

    def test_at_random_moments(self):
        moments = random.Random(SEED)
        killed = 0
        for attempt in range(KILLS):
            with self.subTest(attempt=attempt):
                shutil.rmtree(self.lake.folder)
                shutil.copytree(self.start, self.lake.folder)
                for kill in range(1 + attempt % 3):
                    seconds = moments.uniform(0, 1.2 * self.duration)
                    was_killed = self.kill_after(seconds)
                    killed += was_killed
                    if kill == 0 and not was_killed:
                        self.duration = min(self.duration, seconds)  # the one that was timed met a busier machine
                if attempt % 4 == 0:
                    self.check_whole()
                self.succeeds(self.run_on(self.second))
                for table, rows in self.expected.items():
                    self.assertEqual(plain(self.lake, table), rows, table)
        self.assertGreater(killed, KILLS // 4, "many runs were killed before their end")


class Together(program.Case):
    def setUp(self):
        super().setUp()
        self.rules = self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")

    def start(self, source: str, replay, today: str) -> subprocess.Popen:
        command = [
            "run",
            "--json",
            "--if-running",
            "beside",
            "--source",
            source,
            "--today",
            today,
            "--replay",
            replay,
            "--rules",
            self.rules,
        ]
        return subprocess.Popen(self.lake.command(*command), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def check(self, answers: list[tuple], expected: dict, today: str):
        """Runs them all at once, each (source, file)."""
        processes = [self.start(source, replay, today) for source, replay in answers]
        for process in processes:
            out, err = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 0, (out + err)[-3000:])
        self.assertEqual(self.lake.rates(), expected)
        manifest = self.lake.manifest()
        for source in {source for source, _ in answers}:
            state = manifest["sources"][source]
            kept = [path.name for path in self.lake.folder.glob(f"raw/source={source}/*/*/*.fetch.json")]
            self.assertEqual(sorted(os.path.basename(key) for key in state["records"]), sorted(kept), "each visit is in the manifest")
            for partition in state["partitions"]:
                name = f"{partition['table']}/source={source}/year={partition['year']}/rates.parquet"
                self.assertEqual(self.lake.hashes()[name], partition["sha256"], name)
        self.assertEqual(list(self.lake.folder.rglob(".fxlake-*-*")), [])

    def test_on_one_source(self):
        """Four downloads of overlapping days; each has days of its own."""
        head, *days = program.unzipped(program.HISTORY).splitlines()
        for turn in range(ROUNDS):
            with self.subTest(turn=turn):
                self.new_lake()
                pieces = [days[at * 60 : at * 60 + 300] for at in range(4)]
                files = [
                    self.file(f"{at}/eurofxref-hist.zip", program.zipped("\n".join([head, *piece]))) for at, piece in enumerate(pieces)
                ]
                expected = program.csv_rates("\n".join([head, *days[:480]]))
                self.check([("ecb-history", file) for file in files], expected, days[0][:10])

    def test_on_different_sources(self):
        head, *days = program.unzipped(program.HISTORY).splitlines()
        csv = "\n".join([head, *days[:300]])
        names = ["ecb-history", "bank-a", "bank-b", "bank-c"]
        spec = (program.ROOT / "sources" / "ecb-history.toml").read_text()
        for name in names[1:]:
            self.file(f"sources/{name}.toml", spec.replace('"ecb-history"', f'"{name}"'))
        os.environ["FXLAKE_SOURCES"] = str(self.folder / "sources")
        self.addCleanup(os.environ.pop, "FXLAKE_SOURCES")
        file = self.file("eurofxref-hist.zip", program.zipped(csv))
        expected = {key: rate for name in names for key, rate in program.csv_rates(csv, name).items()}
        for turn in range(ROUNDS):
            with self.subTest(turn=turn):
                self.new_lake()
                self.check([(name, file) for name in names], expected, days[0][:10])

    def test_beside_rebuilds(self):
        """Contradicting downloads during two rebuilds: the final lake matches the raw responses."""
        head, *days = program.unzipped(program.HISTORY).splitlines()[:300]
        files = []
        for at in range(4):
            told = [line.replace(",1.", f",1.{at}", 1) if number % (7 + at) == 0 else line for number, line in enumerate(days[at * 20 :])]
            files.append(self.file(f"{at}/eurofxref-hist.zip", program.zipped("\n".join([head, *told]))))
        for turn in range(ROUNDS):
            with self.subTest(turn=turn):
                self.new_lake()
                self.succeeds(self.lake.run("ecb-history", files[0], today=days[0][:10], options=["--rules", self.rules]))
                processes = [self.start("ecb-history", file, days[0][:10]) for file in files[1:]]
                rebuild = self.lake.command("rebuild", "--json")
                processes += [subprocess.Popen(rebuild, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
                for process in processes:
                    out, err = process.communicate(timeout=60)
                    self.assertEqual(process.returncode, 0, (out + err)[-3000:])
                files_now = self.lake.hashes(ending=".parquet")
                told = self.lake.manifest()["sources"]["ecb-history"]["partitions"]
                self.assertEqual(set(files_now.values()), {partition["sha256"] for partition in told})
                self.assertEqual(len(self.lake.raw_bodies()), 4)
                self.succeeds(self.lake.call("rebuild"))
                self.assertEqual(self.lake.hashes(ending=".parquet"), files_now)


if __name__ == "__main__":
    unittest.main()
