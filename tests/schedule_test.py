# SPDX-License-Identifier: Apache-2.0
"""The scheduler as a process: its starts, its state, its end; and the events of a run."""

import datetime
import json
import signal
import subprocess
import time
import unittest

import program

HISTORY = "Date,USD,\n2026-04-14,1.17,\n2026-04-13,1.16,\n"


class Schedule(program.Case):
    def setUp(self):
        super().setUp()
        self.rules = self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")
        self.recording = self.file("eurofxref-hist.zip", program.zipped(HISTORY))

    def schedules(self, expression: str, **more):
        entry = {"name": "test", "expression": expression, "input": {"sources": ["ecb-history"]}} | more
        return self.file("schedule.json", json.dumps({"schedules": [entry]}))

    def words(self, expression: str, *options, rules=None, **more) -> list:
        run = ["--replay", self.recording, "--rules", rules or self.rules, "--json"]
        return ["schedule", "--schedules", self.schedules(expression, **more), *run, *options]

    def runs(self) -> list[dict]:
        return self.succeeds(self.lake.call("runs", "--json")).json

    def state(self) -> dict:
        return json.loads((self.lake.folder / "schedules" / "test.json").read_text())

    def test_once_starts_what_is_due_and_only_that(self):
        outcome = self.succeeds(self.lake.call(*self.words("rate(1 day)", "--once")))
        self.assertEqual(outcome.json["status"], "SUCCEEDED")
        self.assertEqual(len(self.runs()), 1)
        self.assertEqual(self.succeeds(self.lake.call(*self.words("rate(1 day)", "--once"))).out, "")
        self.assertEqual(len(self.runs()), 1)

    def test_times_that_were_missed_are_made_up_for_once(self):
        words = self.words("cron(0 * * * ? *)", "--once")
        self.assertEqual(self.succeeds(self.lake.call(*words)).out, "", "nothing is owed from before it was known")
        long_ago = (datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=3)).strftime("%Y-%m-%dT%H:%M:%SZ")
        (self.lake.folder / "schedules" / "test.json").write_text(json.dumps({"first_seen": long_ago, "handled": long_ago}))
        outcome = self.succeeds(self.lake.call(*words))
        self.assertRegex(outcome.err, r"test: 7\d times were missed; one start makes up for them")
        self.assertEqual(self.succeeds(self.lake.call(*words)).out, "")
        self.assertEqual(len(self.runs()), 1)

    def test_a_run_that_fails_is_seen_by_its_caller(self):
        bad = self.file("strict.dqdl", "Rules = [ RowCount > 1000 ]")
        outcome = self.lake.call(*self.words("rate(1 day)", "--once", rules=bad))
        self.assertEqual(outcome.code, 1, outcome.text)
        self.assertIn("test: it ended with a failure", outcome.err)

    def test_an_input_is_checked_when_the_file_is_read(self):
        for wrong, expected in [
            ({"source": ["ecb"]}, "unknown key source; did you mean sources?"),
            ({"sources": "ecb"}, "sources must be a list of names without duplicates"),
            ({"sources": []}, "sources must be a list of names without duplicates"),
            ({"sources": ["ecb", "ecb"]}, "sources must be a list of names without duplicates"),
            ({"sources": ["ecbb"]}, 'there is no source "ecbb"; did you mean ecb?'),
            ({"from": 5}, 'from must be a date such as "2026-04-14", or null'),
            ({"from": "2026-02-30"}, "reading from: "),
            ({"from": "2026-04-15", "to": "2026-04-14"}, "to is earlier than from"),
            ({"parameters": {"base": 5}}, "parameters must be an object with text values"),
            ({"parameters": []}, "parameters must be an object with text values"),
        ]:
            with self.subTest(expected, input=wrong):
                outcome = self.lake.call(*self.words("rate(1 day)", "--next", "1", input=wrong))
                self.assertIn(outcome.code, (2, 3), outcome.text)
                self.assertIn("schedule test: reading the input: ", outcome.err)
                self.assertIn(expected, outcome.err)
        good = {"sources": ["ecb-history"], "from": None, "to": "2026-04-14", "parameters": {}}
        self.succeeds(self.lake.call(*self.words("rate(1 day)", "--once", "--today", "2026-04-14", input=good)))

    def test_it_stays_and_ends_when_asked(self):
        log = self.folder / "log"
        command = self.lake.command(*self.words("rate(1 day)", "--log", log))
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            deadline = time.monotonic() + 30
            while "ScheduleWaits" not in (log.read_text() if log.exists() else "") and time.monotonic() < deadline:
                time.sleep(0.02)
            process.send_signal(signal.SIGTERM)
            out, err = process.communicate(timeout=20)
        self.assertEqual(process.returncode, 0, err)
        self.assertEqual(json.loads(out)["status"], "SUCCEEDED")
        events = [json.loads(line)["event"] for line in log.read_text().splitlines()]
        self.assertEqual((events[0], events[-2:]), ("ScheduleStarts", ["ScheduleWaits", "ScheduleStopped"]))
        self.assertIn("RunSucceeded", events)

    def test_the_next_times(self):
        words = ["schedule", "--next", "3", "--after", "2026-03-27T12:00:00Z", "--json"]
        times = [row["time"] for row in self.succeeds(self.lake.call(*words)).json]
        self.assertEqual(times, ["2026-03-27T16:15:00+01:00", "2026-03-30T16:15:00+02:00", "2026-03-31T16:15:00+02:00"])
        self.assertFalse(self.lake.folder.exists(), "to ask changes nothing")


class Telling(program.Case):
    def test_what_a_run_tells_and_leaves_in_the_journal(self):
        rules = self.file("rules.dqdl", "Rules = [ RowCount > 1000 ]")
        files = {name: self.folder / name for name in ("log", "metrics", "emf")}
        options = ["--rules", rules, "--notify", "log", "--name", "first"]
        options += [word for name, path in files.items() for word in ("--" + name, path)]
        outcome = self.lake.run("ecb-history", self.file("eurofxref-hist.zip", program.zipped(HISTORY)), options=options)
        self.assertEqual(outcome.code, 1, outcome.text)
        self.assertIn("notification: ", outcome.err)
        log = [json.loads(line) for line in files["log"].read_text().splitlines()]
        self.assertEqual({line["execution"] for line in log}, {"first"})
        events = ["RunStarted", "NotificationSent", "SourceIngested", "SourceTransformed", "QualityChecked", "RuleFailed", "RunFailed"]
        self.assertEqual([line["event"] for line in log], events)
        metrics = files["metrics"].read_text()
        for line in (
            'fxlake_observations_new_total{source="ecb-history"} 2',
            'fxlake_stale_days{source="ecb-history"} 0',
            'fxlake_ingest_failures_total{source="ecb-history"} 0',
            "fxlake_quality_rules_failed 1",
            "fxlake_runs_failed_total 1",
            "fxlake_runs_succeeded_total 0",
        ):
            self.assertIn(line + "\n", metrics)
        self.assertTrue(metrics.endswith("# EOF\n"))
        lines = [json.loads(line) for line in files["emf"].read_text().splitlines()]
        self.assertEqual({line.get("Source", "") for line in lines}, {"", "ecb-history"})
        for line in lines:
            [directive] = line["_aws"]["CloudWatchMetrics"]
            self.assertEqual(directive["Namespace"], "FXLake")
            self.assertTrue(all(metric["Name"] in line for metric in directive["Metrics"]))
        entries = self.succeeds(self.lake.call("audit", "list", "--execution", "first", "--json")).json
        self.assertEqual([entry["outcome"] for entry in entries], ["failed", "began"])
        keys = [item["key"] for item in entries[0]["objects"]]
        self.assertEqual([key.split("/")[0] for key in keys if not key.startswith("runs/")], ["processed", "raw", "raw"])
        self.assertIn("runs/first/report.json", keys)
        self.succeeds(self.lake.call("audit", "verify"))

    def test_a_sink_that_fails_does_not_fail_the_run(self):
        rules = self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")
        recording = self.file("eurofxref-hist.zip", program.zipped(HISTORY))
        outcome = self.succeeds(self.lake.run("ecb-history", recording, options=["--rules", rules, "--log", "/dev/full"]))
        self.assertIn("No space left on device", outcome.err)


if __name__ == "__main__":
    unittest.main()
