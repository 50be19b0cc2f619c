# SPDX-License-Identifier: Apache-2.0
"""27 years of the European Central Bank's rates, from its zip to Parquet: each equal to its source text, also after repeats and rebuilds."""

import csv as csv_reader
import decimal
import io
import json
import os
import shutil
import unittest

import program

SOURCE = "ecb-history"
# The file of the pip package, and one recorded in April 2026 where that lies beside the repository.
RECORDED = program.ROOT.parent / "shared" / "data" / "eurofxref-hist.zip"
HISTORIES = {program.HISTORY: (221_702, 7_126, "2026-10-30")}
if RECORDED.exists():
    HISTORIES[RECORDED] = (217_555, 6_983, "2026-04-13")


def read_csv(text: str) -> dict[tuple, decimal.Decimal]:
    """The file's values by the standard library's own reader."""
    rates = {}
    for record in csv_reader.DictReader(io.StringIO(text)):
        day = record.pop("Date")
        rates |= {(SOURCE, day, "EUR", code): decimal.Decimal(cell) for code, cell in record.items() if code and cell not in ("", "N/A")}
    return rates


class History(program.Case):
    def setUp(self):
        super().setUp()
        self.rules = ["--rules", self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")]  # where quality is not what is tested

    def test_every_value(self):
        for path, (observations, days, last) in HISTORIES.items():
            with self.subTest(last=last):
                self.new_lake()
                expected = read_csv(program.unzipped(path))
                self.assertEqual((len(expected), len({key[1] for key in expected})), (observations, days))
                outcome = self.succeeds(self.lake.run(SOURCE, path, today=last))
                report = program.sub_report(outcome)["transform"]
                self.assertEqual(
                    (report["observations"], report["added"], report["rejected"], report["rounded"]), (observations, observations, 0, 0)
                )
                self.assertEqual(self.lake.rates(), expected)
                self.assertEqual(self.lake.rates(program.REVISIONS), {})
                years = sorted(part.name for part in (self.lake.folder / f"processed/{program.RATES}/source={SOURCE}").iterdir())
                self.assertEqual(years, [f"year={year}" for year in range(1999, 2027)])
                quality = outcome.json["quality"]
                self.assertTrue(quality["passed"])
                self.assertGreater(quality["rules"], 20)
                self.assertEqual(self.lake.raw_bodies(), [path.read_bytes()])

    def test_again_changes_no_byte(self):
        self.succeeds(self.lake.run(SOURCE, program.HISTORY, today="2026-10-30", options=self.rules))
        before = self.lake.hashes()
        self.assertEqual(len(before), 29, "28 years and the manifest")
        for today in ("2026-10-30", "2026-10-30", "2026-10-31"):
            outcome = self.succeeds(self.lake.run(SOURCE, program.HISTORY, today=today, options=self.rules))
            self.assertFalse(program.sub_report(outcome)["ingest"]["new_data"])
            self.assertEqual(self.lake.hashes(), before)
        self.assertIn("2026-10-31 is not a publication day", program.sub_report(outcome)["ingest"]["note"])
        self.assertEqual(len(self.lake.raw_bodies()), 1)

    def test_a_changed_value_goes_to_revisions(self):
        text = program.unzipped(program.HISTORY)
        day = next(line for line in text.splitlines() if line.startswith("2026-10-28,"))
        usd = day.split(",")[1]
        new = self.file("eurofxref-hist.zip", program.zipped(text.replace(day, day.replace(usd, "1.4321", 1))))
        self.succeeds(self.lake.run(SOURCE, program.HISTORY, today="2026-10-30", options=self.rules))
        before = self.lake.hashes(ending=".parquet")
        expected = read_csv(text)
        key = (SOURCE, "2026-10-28", "EUR", "USD")
        report = program.sub_report(self.lake.run(SOURCE, new, today="2026-11-02"))["transform"]
        self.assertEqual((report["revised"], report["added"], report["partitions_written"]), (1, 0, 2))
        self.assertEqual(self.lake.rates(), expected | {key: decimal.Decimal("1.4321")})
        [old] = self.lake.rows(program.REVISIONS)
        self.assertEqual(old["rate"], decimal.Decimal(usd))
        self.assertEqual((str(old["recorded_at"])[:10], str(old["superseded_at"])[:10]), ("2026-10-30", "2026-11-02"))
        changed = {name for name, digest in self.lake.hashes(ending=".parquet").items() if before.get(name) != digest}
        self.assertEqual(changed, {f"{table}/source={SOURCE}/year=2026/rates.parquet" for table in (program.RATES, program.REVISIONS)})

        sql = "SELECT rate FROM exchange_rates WHERE date = '2026-10-28' AND target_currency = 'USD'"
        for moment, rate in {"2026-11-01": usd, "2026-10-31T12:00:00Z": usd, "2026-11-02": "1.4321", "": "1.4321"}.items():
            as_of = ["--as-of", moment] if moment else []
            answer = self.succeeds(self.lake.call("query", sql, "--format", "csv", *as_of))
            self.assertEqual([decimal.Decimal(line) for line in answer.out.split()[1:]], [decimal.Decimal(rate)], moment)
        answer = self.succeeds(self.lake.call("query", "SELECT count(*) FROM exchange_rates", "--format", "csv", "--as-of", "2026-10-29"))
        self.assertEqual(answer.out.split()[1:], ["0"], "before the first visit nothing was known")

    def rebuilt(self) -> dict[str, str]:
        outcome = self.succeeds(self.lake.call("rebuild", "--json"))
        self.assertIn('"rebuilt": true', outcome.out)
        return self.lake.hashes(ending=".parquet")

    def test_rebuilding_gives_the_same_bytes(self):
        """A rebuild of a lake that grew day by day with late and revised days, also after its processed zone is lost."""
        head, *days = program.unzipped(program.HISTORY).splitlines()[:900]
        for step in range(12):
            visible = days[12 - step :]
            if step >= 6:  # a value of last year, and one of a week ago, are not what they were
                visible[250] = visible[250].replace(",1.", f",1.{step}", 1)
                visible[5] = visible[5].replace(",1.", f",1.{step}", 1)
            if step < 4:
                del visible[8]  # a day that is late
            file = self.file("eurofxref-hist.zip", program.zipped("\n".join([head, *visible])))
            self.succeeds(self.lake.run(SOURCE, file, today=visible[0][:10], options=self.rules))
        grown = self.lake.hashes(ending=".parquet")
        self.assertGreater(len(self.lake.rows(program.REVISIONS)), 10)
        self.assertEqual(self.rebuilt(), grown)
        shutil.rmtree(self.lake.folder / "processed")
        self.assertEqual(self.rebuilt(), grown)
        self.assertEqual(json.loads((self.lake.folder / "processed" / "_manifest.json").read_text())["version"], 1)
        victim = self.lake.folder / sorted(f"processed/{name}" for name in grown)[3]
        victim.write_bytes(victim.read_bytes()[: os.path.getsize(victim) // 2])
        self.assertEqual(self.rebuilt(), grown, "a file that was broken is mended")


if __name__ == "__main__":
    unittest.main()
