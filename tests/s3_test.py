# SPDX-License-Identifier: Apache-2.0
"""The whole pipeline on a real S3 server that checks signatures: the same lake as in a folder, and clear errors."""

import pathlib
import shutil
import unittest

import program
import s3_server


class OnS3(s3_server.Case):
    def setUp(self):
        super().setUp()
        head, *days = program.unzipped(program.HISTORY).splitlines()
        self.csv = "\n".join([head, *days[:300]])
        self.today = days[0][:10]
        self.history = self.file("eurofxref-hist.zip", program.zipped(self.csv))

    def run_on(self, lake, replay=None, options=(), **more) -> program.Outcome:
        return lake.run("ecb-history", replay or self.history, today=self.today, options=options, **more)

    def test_the_same_bytes_as_in_a_folder(self):
        """27 years: what a run made in a bucket, the same raw objects make in a folder, byte for byte."""
        self.succeeds(self.run_on(self.s3, program.HISTORY))
        shutil.copytree(self.s3.folder / "raw", self.lake.folder / "raw")
        self.succeeds(self.lake.call("transform"))
        made = self.s3.hashes()
        self.assertEqual(made, self.lake.hashes())
        self.assertGreater(len(made), 20)
        for words in (["status", "--json"], ["rates", "EUR", "USD", "GBP", "--date", self.today, "--json", "--source", "ecb-history"]):
            theirs, ours = self.succeeds(self.s3.call(*words)).json, self.succeeds(self.lake.call(*words)).json
            self.assertEqual(*({**answer, "lake": "", "last_run": ""} if isinstance(answer, dict) else answer for answer in (theirs, ours)))
        sql = "SELECT source, year, count(*) AS n, sum(rate) AS s, max(date) AS d FROM exchange_rates GROUP BY ALL ORDER BY ALL"
        theirs, ours = (self.succeeds(lake.call("query", sql, "--format", "csv")).out for lake in (self.s3, self.lake))
        self.assertEqual(theirs, ours)
        self.assertEqual(theirs.count("\n"), 1 + len([name for name in made if name.startswith("exchange_rates/")]))
        self.succeeds(self.s3.call("rebuild"))
        self.assertEqual({name: sha for name, sha in made.items() if name.endswith(".parquet")}, self.s3.hashes(ending=".parquet"))
        self.succeeds(self.s3.call("doctor", "--deep", "--today", self.today))

    def test_two_buckets(self):
        raw = s3_server.S3Lake(self.server, "raw-zone", self.prefix)
        self.succeeds(self.run_on(self.s3, options=["--raw", raw.uri]))
        self.assertEqual(self.s3.hashes("raw"), {})
        self.assertEqual(len(raw.raw_bodies()), 1)
        self.assertEqual(raw.hashes("processed"), {})
        self.assertEqual(self.s3.rates(), program.csv_rates(self.csv))
        self.succeeds(self.s3.call("rebuild", env={"FXLAKE_RAW": raw.uri}))

    def test_a_query_reads_what_it_needs(self):
        self.succeeds(self.run_on(self.s3, program.HISTORY))
        proxy = s3_server.Proxy(self.server)
        self.addCleanup(proxy.stop)
        lake = s3_server.S3Lake(self.server, s3_server.BUCKET, self.prefix, proxy.port)
        year = self.today[:4]
        temporary = self.folder / "temporary"
        temporary.mkdir()
        lake.environment = lake.environment | {"TMPDIR": str(temporary)}
        out = self.succeeds(lake.call("query", f"SELECT max(rate) FROM exchange_rates WHERE year = {year}", "--format", "csv"))
        self.assertRegex(out.out, r"^max\(rate\)\s+\d+\.\d{10}\s+$")
        reads = [path.split("year%3D")[1][:4] for method, path, _ in proxy.asked if method == "GET" and ".parquet" in path]
        self.assertEqual(sorted(reads), ["1999", year], "the year, and the first file, which says what columns there are: each once, whole")
        self.assertLessEqual(len(proxy.asked), 4, proxy.asked)
        proxy.asked.clear()
        self.succeeds(lake.call("query", "SELECT max(rate) FROM exchange_rates", "--format", "csv"))
        self.assertEqual(len([path for _, path, _ in proxy.asked if ".parquet" in path]), 28, "each once")
        self.assertEqual(list(temporary.iterdir()), [], "no copy is left")

    def test_connections_are_used_again(self):
        self.succeeds(self.run_on(self.s3, program.HISTORY))
        proxy = s3_server.Proxy(self.server)
        self.addCleanup(proxy.stop)
        lake = s3_server.S3Lake(self.server, s3_server.BUCKET, self.prefix, proxy.port)
        self.succeeds(lake.call("doctor", "--deep", "--today", self.today))
        self.assertGreater(len(proxy.asked), 30)
        self.assertLessEqual(proxy.connections, 17, f"one, and as many as objects are read at once, for {len(proxy.asked)} requests")
        self.assertGreater(len(proxy.asked), 3 * proxy.connections)

    def test_one_clear_error_each(self):
        other = s3_server.SECRET[::-1]
        cases = [
            ("a wrong secret", s3_server.S3Lake(self.server, s3_server.BUCKET, "x", secret=other), 7, "SignatureDoesNotMatch"),
            ("no such bucket", s3_server.S3Lake(self.server, s3_server.BUCKET, "x"), 2, "the bucket absent does not exist"),
            ("no credentials", s3_server.S3Lake(self.server, s3_server.BUCKET, "x", secret=""), 7, "AWS_SECRET_ACCESS_KEY is not"),
            ("nobody there", s3_server.S3Lake(self.server, s3_server.BUCKET, "x", port=1), 5, "Failed to connect"),
        ]
        cases[1][1].uri = "s3://absent/x"
        for what, lake, code, words in cases:
            for command in (["status"], ["ingest", "--source", "ecb-history", "--replay", self.history], ["query", "SELECT 1"]):
                with self.subTest(what=what, command=command[0]):
                    outcome = self.fails(lake.call(*command), words)
                    self.assertEqual(outcome.code, code, outcome.text)
                    self.assertEqual(outcome.text.count(words), 1, outcome.text)
                    for secret in (s3_server.SECRET, other):
                        self.assertNotIn(secret, outcome.text)

    def test_no_secret_is_shown(self):
        self.succeeds(self.run_on(self.s3))
        token = "session-token-nobody-knows"
        texts = [
            self.s3.call(*words, env={"AWS_SESSION_TOKEN": token}).text
            for words in (["status"], ["doctor"], ["query", "SELECT * FROM duckdb_secrets()"])
        ]
        texts += [path.read_text(errors="ignore") for path in self.s3.folder.rglob("*.json")]
        secrets = self.s3.call("query", "SELECT secret_string FROM duckdb_secrets()", "--unlocked", "--format", "csv")
        self.succeeds(secrets)
        for text in [*texts, secrets.text]:
            self.assertNotIn(s3_server.SECRET, text)
            self.assertNotIn(token, text)


if __name__ == "__main__":
    unittest.main()
