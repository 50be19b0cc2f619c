# SPDX-License-Identifier: Apache-2.0
"""A source that sends the same bad response again fails again."""

import unittest

import program

DAY = "2026-04-13,1.16,\n"


class BadAgain(program.Case):
    def setUp(self):
        super().setUp()
        self.rules = ["--rules", self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")]
        self.good = self.file("good/eurofxref-hist.zip", program.zipped("Date,USD,\n" + DAY))
        self.bad = self.file("bad/eurofxref-hist.zip", "<html>Bad gateway</html>")

    def run_on(self, replay) -> program.Outcome:
        return self.lake.run("ecb-history", replay, options=self.rules)

    def test_it_fails_each_time(self):
        self.succeeds(self.run_on(self.good))
        for attempt in range(3):
            with self.subTest(attempt=attempt):
                outcome = self.fails(self.run_on(self.bad), "not a complete zip archive")
                self.assertFalse(program.sub_report(outcome)["ok"])
        self.assertEqual(len(self.lake.raw_bodies()), 2, "the same bytes are kept once")
        self.succeeds(self.run_on(self.good))

    def test_also_in_steps(self):
        self.succeeds(self.run_on(self.good))
        for attempt in range(2):
            with self.subTest(attempt=attempt):
                steps = [self.lake.call("ingest", "--source", "ecb-history", "--replay", self.bad), self.lake.call("transform")]
                self.assertGreater(max(step.code for step in steps), 0, [step.text for step in steps])


if __name__ == "__main__":
    unittest.main()
