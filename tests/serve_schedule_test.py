# SPDX-License-Identifier: Apache-2.0
"""`serve --schedule`, one process: it runs and serves, says how both are, reads its configuration again, and ends well."""

import json
import re
import signal
import time

import program
import server

HISTORY = "Date,USD,\n2026-04-14,1.17,\n2026-04-13,1.16,\n"


class Both(program.Case):
    def setUp(self):
        super().setUp()
        self.take_any_rates("ecb-history")
        self.recording = self.file("eurofxref-hist.zip", program.zipped(HISTORY))
        self.file("strict.dqdl", "Rules = [ RowCount > 1000 ]")
        self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")

    def configure(self, rules="rules.dqdl", name="first", more=""):
        entry = {"name": name, "expression": "rate(1 day)", "input": {"sources": ["ecb-history"]}}
        self.file("schedule.json", json.dumps({"schedules": [entry]}))
        return self.file("fxlake.toml", f'schedules = "schedule.json"\nrules = "{rules}"\n{more}')

    def serve(self, *options) -> server.Server:
        words = ["--schedule", "--config", str(self.folder / "fxlake.toml"), "--replay", str(self.recording), *options]
        running = server.Server(self.lake.folder, *words, environment=self.lake.environment)
        self.addCleanup(running.stop)
        return running

    def wait(self, running: server.Server, what) -> dict:
        """The health as soon as `what` holds of its schedule."""
        deadline = time.monotonic() + 30
        while True:
            health = running.get("/health")
            if what(health.json["schedule"]):
                return health.json["schedule"] | {"http": health.status}
            if time.monotonic() > deadline:
                raise AssertionError(health.text)
            time.sleep(0.05)

    def test_it_runs_and_serves(self):
        self.configure()
        running = self.serve()
        health = self.wait(running, lambda schedule: schedule["succeeded_at"] and schedule["next"])
        self.assertEqual((health["status"], health["running"], health["failures_in_a_row"], health["http"]), ("ok", False, 0, 200))
        deadline = time.monotonic() + 10
        while (answer := running.get("/v1/2026-04-14", base="EUR")).status != 200 and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertEqual(answer.json["rates"], {"USD": 1.17})
        metrics = running.get("/metrics").text
        for line in ("fxlake_schedule_runs_total 1", "fxlake_schedule_failures_total 0", "fxlake_schedule_running 0"):
            self.assertIn(f"\n{line}\n", metrics)
        self.assertRegex(metrics, r"\nfxlake_schedule_success_timestamp_seconds \d{10}\n")
        self.assertRegex(metrics, r"\nfxlake_schedule_next_timestamp_seconds \d{10}\n")
        self.assertTrue(metrics.endswith("# EOF\n") and metrics.count("# EOF") == 1)
        self.assertEqual(running.stop(), 0)
        self.assertNotIn("current run", running.said)

    def test_a_killed_one_goes_on_where_it_was(self):
        self.configure()
        running = self.serve()
        self.wait(running, lambda schedule: schedule["succeeded_at"])
        running.process.kill()
        running.process.wait()
        again = self.serve()
        self.wait(again, lambda schedule: schedule["next"])
        self.assertEqual(again.get("/v1/2026-04-14", base="EUR").json["rates"], {"USD": 1.17})
        self.assertEqual(again.stop(), 0)
        self.assertEqual(len(self.succeeds(self.lake.call("runs", "--json")).json), 1)

    def test_a_failure_is_told_and_a_mended_configuration_taken(self):
        self.configure(rules="strict.dqdl")
        running = self.serve()
        failing = self.wait(running, lambda schedule: schedule["failures_in_a_row"] == 1)
        self.assertEqual((failing["status"], failing["http"]), ("failing", 200))
        self.assertIn("first: it ended with a failure", failing["reason"])

        self.configure(more="nonsense = 1\n")
        running.process.send_signal(signal.SIGHUP)
        broken = self.wait(running, lambda schedule: "configuration" in schedule)
        self.assertIn("nonsense", broken["configuration"])
        self.assertIn("\nfxlake_schedule_configuration_broken 1\n", running.get("/metrics").text)
        self.assertIsNone(running.process.poll())

        self.configure(name="second")
        running.process.send_signal(signal.SIGHUP)
        mended = self.wait(running, lambda schedule: schedule["succeeded_at"])
        self.assertEqual((mended["status"], mended["failures_in_a_row"]), ("ok", 0))
        self.assertNotIn("configuration", mended)

        self.file("schedule.json", '{"schedules": [{"name": "third", "expression": "rate(1 fortnight)"}]}')
        running.process.send_signal(signal.SIGHUP)
        self.assertIn("fortnight", self.wait(running, lambda schedule: "configuration" in schedule)["configuration"])
        self.assertEqual(running.stop(), 0)
        self.assertRegex(running.said, r"reloading the configuration failed; the former one stays in force: .*nonsense")
        self.assertRegex(running.said, r"(?m)^reloaded the configuration$")

    def test_a_configuration_that_is_broken_at_the_start_ends_it(self):
        self.configure(more="nonsense = 1\n")
        with self.assertRaisesRegex(server.NotServing, "nonsense"):
            self.serve()

    def test_an_empty_lake_is_filled_from_the_carried_history(self):
        self.configure()
        running = server.Server(self.lake.folder, "--seed", today="2026-10-30")
        self.addCleanup(running.stop)
        self.assertEqual(running.get("/v1/1999-01-04", symbols="USD").json["rates"], {"USD": 1.1789})
        self.assertNotIn("schedule", running.get("/health").json)
        self.assertEqual(running.stop(), 0)
        [run] = self.succeeds(self.lake.call("runs", "--json")).json
        self.assertIn("(from a recording)", self.succeeds(self.lake.call("show", run["name"])).out)
        again = server.Server(self.lake.folder, "--seed", today="2026-10-30")
        self.addCleanup(again.stop)
        self.assertEqual(len(self.succeeds(self.lake.call("runs", "--json")).json), 1, "a lake that has rates stays as it is")

    def test_the_carried_history_ends_where_the_program_says(self):
        said = (program.ROOT / "src" / "fxlake" / "cli" / "carried_history.h").read_text()
        [day] = re.findall(r"kCarriedHistoryEnds = Date::Of\((\d+, \d+, \d+)\)", said)
        last = program.unzipped(program.HISTORY).splitlines()[1][:10]
        self.assertEqual(tuple(map(int, day.split(","))), tuple(map(int, last.split("-"))))

    def test_health_of_a_server(self):
        self.configure()
        running = self.serve()
        self.wait(running, lambda schedule: schedule["succeeded_at"])
        outcome = self.succeeds(self.lake.call("health", running.url))
        self.assertEqual(outcome.json["status"], "ok")
        self.assertEqual(running.stop(), 0)
        self.assertEqual(self.lake.call("health", running.url).code, 5)


if __name__ == "__main__":
    import unittest

    unittest.main()
