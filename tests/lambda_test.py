# SPDX-License-Identifier: Apache-2.0
"""fxlake-cloud as a function of Lambda, under AWS's emulator, in a root directory that holds nothing else, with the lake on S3."""

import concurrent.futures
import os
import re
import shutil
import subprocess
import time
import unittest

import lambda_emulator
import program
import s3_server

RATES = {"2026-04-13": {"USD": 1.17, "GBP": 0.87}, "2026-04-14": {"USD": 1.18, "GBP": 0.86}}
DAYS = {"source": "frankfurter", "from": "2026-04-13", "to": "2026-04-14"}
RULES = (program.ROOT / "quality" / "exchange_rates.dqdl").read_text()


def verdicts(*outcomes: str) -> dict:
    """Rows of the quality statement as athena:getQueryResults gives them."""
    header = ("rule_number", "rule", "observed", "expected", "verdict")
    rows = [header, *((str(i), f"Rule{i}", "1", "1", outcome) for i, outcome in enumerate(outcomes, 1))]
    data = [{"Data": [{"VarCharValue": cell} for cell in row]} for row in rows]
    columns = [{"Name": name, "Type": "varchar"} for name in rows[0]]
    return {"ResultSet": {"Rows": data, "ResultSetMetadata": {"ColumnInfo": columns}}}


@unittest.skipUnless(lambda_emulator.CLOUD.exists(), "fxlake-cloud is not built")
class Lambda(program.Case):
    def setUp(self):
        super().setUp()
        self.bank = lambda_emulator.Bank(RATES)
        self.addCleanup(self.bank.stop)
        self.environment = {"FXLAKE_LAKE": str(self.folder / "lake"), "FX_BASE_API_URL": self.bank.url}

    def function(self, step: str, timeout=30, alone=False, **variables) -> lambda_emulator.Function:
        root = self.folder / "root"
        root.mkdir(exist_ok=True)
        shutil.copy(lambda_emulator.CLOUD, root / "bootstrap")
        command = [root / "bootstrap", step]
        if alone and os.getuid() == 0:
            start = self.file("start", f"#!/bin/sh\nexec chroot {root} /bootstrap\n")
            start.chmod(0o755)
            command = [start, step]
        made = lambda_emulator.Function(command, self.environment | variables, self.folder, timeout)
        self.addCleanup(made.stop)
        return made

    def test_the_steps_on_s3_with_nothing_but_the_program(self):
        server = s3_server.Server(self.folder / "objects")
        self.addCleanup(server.stop)
        for bucket in ("raw", "processed"):
            (server.folder / bucket).mkdir()
        places = {"FXLAKE_LAKE": "s3://processed/fx", "FXLAKE_RAW": "s3://raw"}
        self.environment |= s3_server.environment(server.port) | places
        ingest, transform, validate = (self.function(step, alone=True) for step in ("ingest", "transform", "validate"))

        answer = ingest.call(DAYS | {"execution": "nightly-1"})
        self.assertEqual((answer["bodies"], answer["new_data"]), (1, True), answer)
        answer = transform.call({"source": "frankfurter", "execution": "nightly-1"})
        self.assertEqual((answer["added"], answer["rejected"]), (4, 0), answer)
        answer = ingest.call(DAYS | {"execution": "nightly-2"})
        self.assertEqual(answer["new_data"], False, answer)

        found = program.Lake(server.folder / "processed" / "fx").rates()
        self.assertEqual(
            {(key[1], key[3]): float(rate) for key, rate in found.items()},
            {(day, code): rate for day, codes in RATES.items() for code, rate in codes.items()},
        )
        self.assertTrue(list((server.folder / "raw" / "raw").rglob("*.json")))

        rules = len(re.findall(r"^\s+\w.*[^\[{]$", RULES, re.M))
        for outcomes, passed in ((["pass"] * rules, True), (["pass"] * (rules - 1) + ["fail"], False)):
            event = {"execution": "nightly-1", "sources": [{"source": "frankfurter", "status": "DONE"}], "results": verdicts(*outcomes)}
            answer = validate.call(event)
            self.assertEqual((answer.get("passed"), answer.get("rules")), (passed, rules), answer)
        self.check_log(ingest, "SourceIngested", {"IngestFailures", "BytesFetched", "StaleDays"}, "nightly-1")
        self.check_log(
            transform,
            "SourceTransformed",
            {"TransformFailures", "ObservationsNew", "ObservationsRevised", "RowsQuarantined", "StaleDays"},
            "nightly-1",
        )
        self.check_log(
            validate,
            "QualityChecked",
            {"QualityRulesFailed", "QualityRulesPassed", "EmptyResults", "RunsSucceeded", "RunsFailed"},
            "nightly-1",
        )

    def check_log(self, function, event: str, metrics: set[str], execution: str):
        """An event with the request id, its metrics in CloudWatch's format, and no secret."""
        lines = function.lines()
        told = [line for line in lines if line.get("event") == event]
        self.assertTrue(told, function.log.read_text())
        self.assertRegex(told[0]["request_id"], r"^[0-9a-f-]{36}$")
        self.assertEqual(told[0]["execution"], execution)
        measured = [line for line in lines if "_aws" in line]
        names = {metric["Name"] for line in measured for part in line["_aws"]["CloudWatchMetrics"] for metric in part["Metrics"]}
        self.assertEqual(names, metrics)
        self.assertTrue(
            all(name in line for line in measured for name in names if line["_aws"]["CloudWatchMetrics"][0]["Metrics"][0]["Name"] == name)
        )
        self.assertNotIn(s3_server.SECRET, function.log.read_text())

    def test_errors_have_the_names_that_a_workflow_catches(self):
        ingest = self.function("ingest")
        for event, error, words in [
            ({"source": "ebc"}, "FXLake.NotFound", "ebc"),
            ({}, "FXLake.InvalidInput", "source"),
            ({"source": "frankfurter", "from": "yesterday"}, "FXLake.InvalidInput", "yesterday"),
            ({"source": "frankfurter", "parameters": {"base_url": "http://127.0.0.1:9"}}, "FXLake.Unavailable", "127.0.0.1:9"),
        ]:
            with self.subTest(event=event):
                answer = ingest.call(event)
                self.assertEqual(answer.get("errorType"), error, answer)
                self.assertIn(words, answer["errorMessage"])
                self.assertEqual(answer["stackTrace"], [])
        self.assertEqual(ingest.call(DAYS)["bodies"], 1, "and the next one is answered")

    def test_it_ends_before_its_deadline(self):
        self.bank.silent = True
        ingest = self.function("ingest", timeout=3)
        started = time.monotonic()
        answer = ingest.call(DAYS)
        self.assertLess(time.monotonic() - started, 2.9)
        self.assertEqual(answer.get("errorType"), "FXLake.Unavailable", answer)
        [failed] = [line for line in ingest.lines() if line.get("event") == "SourceFailed"]
        self.assertEqual(failed["error"], "FXLake.Unavailable")

    def test_a_function_that_cannot_start_says_why(self):
        for step, variables, words in [("rebuild", {}, '_HANDLER is "rebuild"'), ("ingest", {"FXLAKE_LAKE": ""}, "FXLAKE_LAKE is not set")]:
            with self.subTest(step):
                function = self.function(step, **variables)
                answer = function.call(DAYS)
                self.assertEqual(answer.get("errorType"), "FXLake.InvalidInput", answer)
                self.assertIn(words, answer["errorMessage"])


@unittest.skipUnless(lambda_emulator.CLOUD.exists(), "fxlake-cloud is not built")
class Command(program.Case):
    def cloud(self, *words, lake=None, **variables) -> program.Outcome:
        environment = {"FXLAKE_LAKE": str(lake or self.lake.folder), **variables}
        done = subprocess.run([lambda_emulator.CLOUD, *words], env=environment, capture_output=True, text=True, timeout=60)
        return program.Outcome(done.returncode, done.stdout, done.stderr)

    def test_it_needs_no_library(self):
        listed = subprocess.run(["ldd", lambda_emulator.CLOUD], capture_output=True, text=True)
        self.assertIn("not a dynamic executable", listed.stdout + listed.stderr)
        self.assertRegex(self.succeeds(self.cloud("--version")).out, r"^fxlake-cloud \d")

    def test_it_writes_the_bytes_that_fxlake_writes(self):
        self.succeeds(self.lake.call("ingest", "--source", "ecb-history", "--replay", program.HISTORY))
        other = program.Lake(self.folder / "other")
        shutil.copytree(self.lake.folder, other.folder)
        self.succeeds(self.lake.call("transform"))
        outcome = self.succeeds(self.cloud("transform", "--source", "ecb-history", "--execution", "e1", lake=other.folder))
        self.assertGreater(outcome.json["added"], 200000)
        self.assertIn('"event":"SourceTransformed"', outcome.err)
        self.assertEqual(other.hashes(ending=".parquet"), self.lake.hashes(ending=".parquet"))
        self.assertTrue((other.folder / "runs" / "e1" / "steps" / "transform-ecb-history.json").exists())

    def test_years_that_are_filled_side_by_side(self):
        """Parallel work of the children of workflows/backfill.asl.json: a conflict is retried, and nothing is lost."""
        rates = {f"{year}-{month:02}-02": {"USD": 1 + month / 100, "GBP": 0.8} for year in range(2019, 2025) for month in range(1, 13)}
        bank = lambda_emulator.Bank(rates)
        self.addCleanup(bank.stop)

        def fill(year: int) -> None:
            words = ["--source", "frankfurter", "--execution", f"fill-{year}"]
            asked = self.cloud("ingest", *words, "--from", f"{year}-01-01", "--to", f"{year}-12-31", FX_BASE_API_URL=bank.url)
            self.succeeds(asked)
            outcomes = (self.cloud("transform", *words) for _ in range(20))
            self.succeeds(next(outcome for outcome in outcomes if outcome.code != 4))

        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            list(pool.map(fill, range(2019, 2025)))
        expected = {("frankfurter", day, "EUR", code): rate for day, codes in rates.items() for code, rate in codes.items()}
        self.assertEqual({key: float(rate) for key, rate in self.lake.rates().items()}, expected)

    def test_names_are_resolved(self):
        bank = lambda_emulator.Bank(RATES)
        self.addCleanup(bank.stop)
        url = f"http://localhost:{bank.server.server_port}"
        words = ["ingest", "--source", "frankfurter", "--from", "2026-04-13", "--to", "2026-04-14"]
        self.assertEqual(self.succeeds(self.cloud(*words, FX_BASE_API_URL=url)).json["bodies"], 1)

    def test_failures_have_exit_codes(self):
        for words, code, error in [
            ((), 2, "fxlake-cloud ingest --source S"),
            (("rebuild",), 2, "FXLake.InvalidInput"),
            (("transform", "--source", "ebc"), 3, "FXLake.NotFound"),
        ]:
            with self.subTest(words):
                outcome = self.cloud(*words)
                self.assertEqual(outcome.code, code, outcome.text)
                self.assertIn(error, outcome.err)


if __name__ == "__main__":
    unittest.main()
