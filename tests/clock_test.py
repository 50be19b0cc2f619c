# SPDX-License-Identifier: Apache-2.0
"""A clock that was years ahead once: fetches after its correction are still transformed."""

import unittest

import program

OLD = "2026-04-13,1.16,\n"
NEW = "2026-04-14,1.17,\n"


class WrongClock(program.Case):
    def test_what_comes_later_is_taken(self):
        rules = ["--rules", self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")]
        old = self.file("old/eurofxref-hist.zip", program.zipped("Date,USD,\n" + OLD))
        new = self.file("new/eurofxref-hist.zip", program.zipped("Date,USD,\n" + NEW + OLD))
        for wrong in ("2030-01-01", "2026-08-01", "2026-05-01"):
            with self.subTest(wrong):
                self.new_lake()
                self.succeeds(self.lake.run("ecb-history", old, today=wrong, options=rules))
                outcome = self.succeeds(self.lake.run("ecb-history", new, today="2026-04-14", options=rules))
                self.assertEqual(program.sub_report(outcome)["transform"]["fetches"], 2, "it is rebuilt from both fetches")
                self.assertEqual(self.lake.rates(), program.csv_rates("Date,USD,\n" + NEW + OLD))
                before = self.lake.hashes(ending=".parquet")
                self.succeeds(self.lake.call("rebuild"))
                self.assertEqual(self.lake.hashes(ending=".parquet"), before)


if __name__ == "__main__":
    unittest.main()
