# SPDX-License-Identifier: Apache-2.0
"""Journal and schedule states in a bucket of a real S3 server, with several writers at once."""

import datetime
import json
import subprocess
import unittest

import program
import s3_server

HISTORY = "Date,USD,\n2026-04-14,1.17,\n2026-04-13,1.16,\n"
WRITERS, TURNS = 3, 3


class JournalOnS3(s3_server.Case):
    def setUp(self):
        super().setUp()
        self.rules = self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")
        self.recording = self.file("eurofxref-hist.zip", program.zipped(HISTORY))

    def run_words(self, *options) -> list:
        words = ["run", "--source", "ecb-history", "--replay", self.recording, "--today", "2026-04-14", "--rules", self.rules]
        return [*words, *options]

    def schedule_words(self) -> list:
        schedule = {"name": "test", "expression": "rate(1 day)", "input": {"sources": ["ecb-history"]}}
        file = self.file("schedule.json", json.dumps({"schedules": [schedule]}))
        return ["schedule", "--once", "--schedules", file, "--replay", self.recording, "--rules", self.rules, "--json"]

    def entries(self) -> list[dict]:
        """The journal's lines, oldest first, as they lie in the bucket."""
        files = sorted(path for path in self.s3.folder.glob("audit/*/*/*.jsonl"))
        return [json.loads(line) for path in files for line in path.read_text().splitlines()]

    def test_a_run_and_a_schedule_leave_a_journal_that_holds(self):
        self.succeeds(self.s3.call(*self.run_words("--name", "by-hand")))
        words = self.schedule_words()
        self.assertEqual(self.succeeds(self.s3.call(*words)).json["status"], "SUCCEEDED")
        self.assertEqual(self.succeeds(self.s3.call(*words)).out, "", "its state is in the bucket")
        state = json.loads((self.s3.folder / "schedules" / "test.json").read_text())
        self.assertIsNone(state["claim"])
        self.assertEqual([run["name"] == "by-hand" for run in self.succeeds(self.s3.call("runs", "--json")).json].count(True), 1)
        verdict = self.succeeds(self.s3.call("audit", "verify", "--json")).json
        self.assertEqual(verdict["entries"], len(self.entries()))
        self.assertEqual([entry["outcome"] for entry in self.entries()], ["began", "succeeded", "began", "succeeded"])

        [file] = self.s3.folder.glob("audit/*/*/*.jsonl")
        file.write_text(file.read_text().replace('"outcome":"succeeded"', '"outcome":"failed"', 1))
        self.fails(self.s3.call("audit", "verify"), file.name)

    def test_what_a_killed_scheduler_claimed_is_started(self):
        words = self.schedule_words()
        now = datetime.datetime.now(datetime.UTC)

        def ago(minutes: int) -> str:
            return (now - datetime.timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")

        claim = {"due": ago(5), "execution": "claimed", "until": ago(-1)}
        state = {"first_seen": ago(5), "handled": ago(5), "started": ago(5), "claim": claim}
        path = self.s3.folder / "schedules" / "test.json"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(state))
        self.assertEqual(self.succeeds(self.s3.call(*words)).out, "", "whoever claimed it may be about to begin")
        path.write_text(json.dumps(state | {"claim": claim | {"until": ago(4)}}))
        self.assertEqual(self.succeeds(self.s3.call(*words)).json["name"], "claimed")
        self.assertEqual(self.succeeds(self.s3.call(*words)).out, "")

    def test_several_processes_write_at_once(self):
        self.succeeds(self.s3.call(*self.run_words("--name", "first")))
        environment = {name: value for name, value in program.os.environ.items() if "proxy" not in name.lower()} | self.s3.environment
        for turn in range(TURNS):
            commands = [self.s3.command(*self.run_words("--name", f"turn-{turn}-{n}", "--if-running", "beside")) for n in range(WRITERS)]
            writers = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for command in commands]
            for writer in writers:
                said = writer.communicate(timeout=60)[0].decode()
                self.assertIn(writer.returncode, (0, 1), said)
        verdict = self.succeeds(self.s3.call("audit", "verify", "--json")).json
        self.assertEqual(verdict["entries"], 2 * (1 + WRITERS * TURNS))
        ended = [entry["execution"] for entry in self.entries() if entry["outcome"] != "began"]
        self.assertEqual(sorted(ended), sorted(["first", *(f"turn-{turn}-{n}" for turn in range(TURNS) for n in range(WRITERS))]))


if __name__ == "__main__":
    unittest.main()
