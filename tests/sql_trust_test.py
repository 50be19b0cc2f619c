# SPDX-License-Identifier: Apache-2.0
"""SQL reads only the lake, and only bytes that match the manifest."""

import os
import pathlib
import random
import unittest

import program
import s3_server

SECRET_FILE = "/etc/passwd"
ATTACKS = [
    f"SELECT * FROM read_text('{SECRET_FILE}')",
    f"SELECT * FROM read_csv('{SECRET_FILE}')",
    "SELECT * FROM read_text('/proc/self/environ')",
    "SELECT * FROM glob('/etc/*')",
    "COPY (SELECT 1) TO '{folder}/written.csv'",
    "ATTACH '{folder}/written.db'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET threads = 1",
    "SELECT current_setting('s3_secret_access_key')",
    "SELECT * FROM duckdb_secrets()",
    "SELECT getenv('HOME')",
    "SELECT * FROM enable_logging(storage = 'file', storage_config = {{'path': '{folder}/written'}})",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO '{partition}' (FORMAT csv, USE_TMP_FILE false)",
    "SELECT * FROM read_text('{raw}')",
]


class Small(program.Case):
    """Three hundred days of the ECB in two years, some of them revised."""

    def fill(self, lake: program.Lake):
        head, *days = program.unzipped(program.HISTORY).splitlines()
        self.today = days[0][:10]
        self.rules = ["--rules", self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")]
        for at, change in enumerate(("1.", "1.0")):
            told = [line.replace(",1.", "," + change, 1) if number % 9 == 0 else line for number, line in enumerate(days[:300])]
            replay = self.file(f"{at}/eurofxref-hist.zip", program.zipped("\n".join([head, *told])))
            self.succeeds(lake.run("ecb-history", replay, today=self.today, options=self.rules))
        self.partitions = sorted((lake.folder / "processed").rglob("*.parquet"))
        self.assertEqual(len(self.partitions), 4)


class Locked(Small):
    def check_refused(self, lake: program.Lake):
        raw = next(path for path in lake.folder.rglob("*.zip"))
        before = {path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}
        for attack in ATTACKS:
            sql = attack.format(folder=self.folder, raw=raw, partition=self.partitions[0])
            with self.subTest(sql=sql):
                outcome = self.fails(lake.call("query", sql))
                self.assertIn(outcome.code, (2, 7), outcome.text)
                self.assertNotIn("root:", outcome.text)
                self.assertNotIn(s3_server.SECRET, outcome.text)
                rule = self.file("attack.dqdl", 'Rules = [ CustomSql "SELECT count(*) FROM ({})" > 0 ]'.format(sql.replace('"', "'")))
                checked = self.fails(lake.call("quality", "check", "--rules", rule))
                self.assertNotIn("1 of 1", checked.text)
                rule.unlink()
                self.assertEqual(before, {path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()})

    def test_on_a_folder(self):
        self.fill(self.lake)
        self.check_refused(self.lake)
        other = self.file("other.csv", "code,name\nUSD,dollar\n")
        sql = f"SELECT DISTINCT name FROM exchange_rates JOIN read_csv('{other}') ON code = target_currency"
        self.assertEqual(self.fails(self.lake.call("query", sql)).code, 7)
        self.assertEqual(self.succeeds(self.lake.call("query", sql, "--unlocked", "--format", "csv")).out.split(), ["name", "dollar"])
        self.fails(self.lake.call("quality", "check", "--unlocked"), "--unlocked")

    def test_parquet_goes_to_the_output_alone(self):
        self.fill(self.lake)
        out = self.folder / "out.parquet"
        self.succeeds(self.lake.call("query", "SELECT max(date) AS d FROM exchange_rates", "--format", "parquet", "-o", out))
        self.assertEqual(str(program.pyarrow.parquet.read_table(out)["d"][0]), self.today)
        before = self.lake.hashes()
        attack = f"SELECT 1) TO '{self.partitions[0]}' (FORMAT csv, USE_TMP_FILE false); --"
        self.fails(self.lake.call("query", attack, "--format", "parquet", "-o", out))
        self.assertEqual(self.lake.hashes(), before)


class LockedOnS3(Small, s3_server.Case):
    def test_no_statement_reads_the_key(self):
        self.fill(self.s3)
        Locked.check_refused(self, self.s3)
        counted = self.succeeds(self.s3.call("query", "SELECT count(*) AS n FROM exchange_rates", "--format", "csv")).out.split()
        self.assertEqual(counted, ["n", str(len(self.s3.rows()))])
        sql = f"SELECT count(*) AS n FROM read_parquet('{self.s3.uri}/processed/exchange_rates/*/*/rates.parquet')"
        self.fails(self.s3.call("query", sql))
        self.assertEqual(self.succeeds(self.s3.call("query", sql, "--unlocked", "--format", "csv")).out.split(), counted)


class Damaged(Small):
    def check_noticed(self, lake: program.Lake, partition: pathlib.Path, year: int, everything: bool):
        """By everything that reads this partition, or by a query alone."""
        key = str(partition.relative_to(lake.folder))
        table = program.REVISIONS if program.REVISIONS in key else program.RATES
        commands = [
            ["query", f"SELECT count(*), sum(rate) FROM {table}"],
            ["query", f"SELECT sum(rate) FROM {table} WHERE year = {year} AND source = 'ecb-history'"],
            ["query", f"SELECT sum(rate) FROM {table}", "--unlocked"],
            ["query", f"SELECT * FROM {table}", "--format", "parquet", "-o", self.folder / "out.parquet"],
            ["validate", "--today", self.today, *self.rules],
            ["rates", "EUR", "USD", "--from", f"{year}-01-01", "--to", f"{year}-12-31", "--as-of", "2099-12-31"],
        ]
        for words in commands if everything else commands[:1]:
            with self.subTest(words=words[:2], damaged=key):
                outcome = self.fails(lake.call(*words), key, "fxlake rebuild --source ecb-history")
                self.assertEqual(outcome.code, 8, outcome.text)
                self.assertEqual(outcome.out, "")

    def check(self, lake: program.Lake):
        self.fill(lake)
        good = lake.hashes()
        chance = random.Random(20260414)
        for partition in self.partitions:
            content = partition.read_bytes()
            year = int(partition.parent.name.split("=")[1])
            at = chance.randrange(len(content))
            flipped = content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :]
            for damaged in (flipped, content[: len(content) // 2], content + b"\0", None):
                partition.unlink()
                if damaged is not None:
                    partition.write_bytes(damaged)
                self.check_noticed(lake, partition, year, damaged is flipped and year == int(self.today[:4]))
                if damaged is not flipped:
                    partition.write_bytes(content)
            self.succeeds(lake.call("rebuild", "--source", "ecb-history"))
            self.assertEqual(
                {name: sha for name, sha in lake.hashes().items() if name in good and name.endswith("parquet")},
                {name: sha for name, sha in good.items() if name.endswith("parquet")},
            )

    def test_on_a_folder(self):
        self.check(self.lake)

    def test_a_run_says_so(self):
        """A run that reads the partition only for its checks."""
        self.fill(self.lake)
        partition = self.partitions[1]
        content = partition.read_bytes()
        partition.write_bytes(content[:40] + bytes([content[40] ^ 4]) + content[41:])
        empty = self.file(
            "sources/other.toml", (program.ROOT / "sources" / "ecb-history.toml").read_text().replace('"ecb-history"', '"other"')
        )
        head, *days = program.unzipped(program.HISTORY).splitlines()
        replay = self.file("eurofxref-hist.zip", program.zipped("\n".join([head, *days[:20]])))
        options = ["--sources", empty.parent, *self.rules]
        outcome = self.fails(
            self.lake.run("other", replay, today=self.today, options=options), str(partition.relative_to(self.lake.folder))
        )
        self.assertEqual(outcome.json["status"], "FAILED")


class DamagedOnS3(Damaged, s3_server.Case):
    def test_on_a_folder(self):
        """In a bucket."""
        self.check(self.s3)

    test_a_run_says_so = None


if __name__ == "__main__":
    unittest.main()
