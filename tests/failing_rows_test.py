# SPDX-License-Identifier: Apache-2.0
"""A failed rule names the rows that fail it: in the report, on the terminal, to whoever is told, in the console, and on AWS, too."""

import json
import os
import subprocess
import unittest

import program
import server

CLOUD = program.FXLAKE.parent / "fxlake-cloud"
LAST = "2026-10-30"
HOLE = f"source=ecb-history base_currency=EUR target_currency=SEK date={LAST}"
COLUMNS = ("rule_number", "rule", "observed", "expected", "verdict")


def athena(columns, rows) -> dict:
    """A table as athena:getQueryResults gives it."""
    return {"ResultSet": {"Rows": [{"Data": [{} if cell is None else {"VarCharValue": cell} for cell in row]} for row in (columns, *rows)]}}


class FailingRows(program.Case):
    def setUp(self):
        super().setUp()
        head, *days = program.unzipped(program.HISTORY).splitlines()
        newest = days[0].split(",")
        newest[head.split(",").index("SEK")] = "N/A"
        days = [",".join(newest), *days[1:300]]
        self.history = self.file("eurofxref-hist.zip", program.zipped("\n".join([head, *days])))

    def test_of_a_run(self):
        outcome = self.lake.run("ecb-history", self.history, today=LAST, options=["--name", "holes", "--notify", "log", "--log", "-"])
        self.assertEqual(outcome.code, 1, outcome.text)
        [failed] = [verdict for verdict in outcome.json["quality"]["verdicts"] if verdict["verdict"] != "pass"]
        self.assertEqual(failed["rows"], [HOLE])
        self.assertIn(HOLE, outcome.json["cause"])
        told = [json.loads(line) for line in outcome.err.splitlines() if line.startswith("{")]
        [ended] = [event for event in told if event["event"] == "RunFailed"]
        self.assertIn(HOLE, ended["message"], "as the notification says it")
        shown = self.succeeds(self.lake.call("show", "holes")).out
        self.assertIn(HOLE, shown)
        self.assertIn("Name rows", shown)
        served = server.Server(self.lake.folder)
        self.addCleanup(served.stop)
        [verdict] = [each for each in served.get("/api/v1/runs/holes").json["report"]["quality"]["verdicts"] if each["verdict"] != "pass"]
        self.assertEqual(verdict["rows"], [HOLE])

    def test_at_most_ten_of_a_rule_about_rows(self):
        rules = self.file("rules.dqdl", 'Rules = [ CustomSql "select count(*) from primary where rate > 100" = 0, Mean "rate" < 0 ]')
        outcome = self.lake.run("ecb-history", self.history, today=LAST, options=["--rules", rules, "--name", "two"])
        of_rows, of_figure = outcome.json["quality"]["verdicts"]
        self.assertEqual(len(of_rows["rows"]), 10)
        self.assertTrue(all("rate=" in row and "raw_object=raw/" in row for row in of_rows["rows"]), of_rows)
        self.assertNotIn("rows", of_figure)

    @unittest.skipUnless(CLOUD.exists(), "fxlake-cloud is not built")
    def test_on_aws(self):
        """The function that validates gives the statements, and names their rows when it is given the answers."""
        local = self.lake.run("ecb-history", self.history, today=LAST)
        verdicts = local.json["quality"]["verdicts"]
        rows = [[str(i), each["rule"], each["observed"], each["expected"], each["verdict"]] for i, each in enumerate(verdicts, 1)]
        event = {"execution": "nightly", "sources": [{"source": "ecb-history", "status": "DONE"}], "results": athena(COLUMNS, rows)}
        answer = self.validate(event)
        self.assertFalse(answer["passed"])
        self.assertNotIn("source=ecb-history", answer["message"])
        [asked] = answer["statements"]
        self.assertIn("quality_holes", verdicts[asked["rule_number"] - 1]["rule"])
        found = self.succeeds(self.lake.call("query", asked["statement"], "--format", "json", "--today", LAST)).json
        table = athena(list(found[0]), [[str(cell) for cell in row.values()] for row in found])
        named = self.validate(event | {"rows": [{"rule_number": asked["rule_number"]} | table]})
        self.assertIn(f"\n  {HOLE}", named["message"])
        self.assertNotIn("statements", named)
        kept = json.loads((self.lake.folder / "runs" / "nightly" / "steps" / "validate.json").read_text())
        [verdict] = [each for each in kept["outcome"]["verdicts"] if each["verdict"] != "pass"]
        self.assertEqual(verdict["rows"], local.json["quality"]["verdicts"][asked["rule_number"] - 1]["rows"])
        unanswered = self.validate(event | {"rows": [{"rule_number": asked["rule_number"]}]})
        self.assertEqual(unanswered["message"], answer["message"])
        for bad in ("x", [{"rule_number": 99}], [{}]):
            self.assertIn("FXLake.InvalidInput", self.call(event | {"rows": bad}))

    def call(self, event: dict) -> str:
        environment = {"PATH": os.environ["PATH"], "FXLAKE_LAKE": str(self.lake.folder)}
        done = subprocess.run(
            [CLOUD, "validate", "--event", json.dumps(event)], env=environment, capture_output=True, text=True, timeout=60
        )
        return done.stdout + done.stderr

    def validate(self, event: dict) -> dict:
        text = self.call(event)
        answers = [json.loads(line) for line in text.splitlines() if line.startswith('{"passed"')]
        self.assertEqual(len(answers), 1, text)
        return answers[0]


if __name__ == "__main__":
    unittest.main()
