# SPDX-License-Identifier: Apache-2.0
"""Implausible rates are held before the commit: no rate of 27 correct years, and each inserted fault."""

import csv
import io
import unittest

import program

SOURCE = "ecb-history"
LAST = "2026-10-30"


class Table:
    """The bank's file as a list of days, newest first."""

    def __init__(self, days: int):
        reader = csv.DictReader(io.StringIO(program.unzipped(program.HISTORY)))
        self.codes = [name for name in reader.fieldnames if name.strip() and name != "Date"]
        self.rows = [row for row, _ in zip(reader, range(days), strict=False)]

    def text(self) -> str:
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["Date", *self.codes])
        for row in self.rows:
            writer.writerow([row["Date"], *(row[code] for code in self.codes)])
        return out.getvalue()


def times(factor: float):
    return lambda text: f"{float(text) * factor:.6f}"


class Plausibility(program.Case):
    def setUp(self):
        super().setUp()
        self.rules = ["--rules", self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")]

    def load(self, table: Table, today: str = LAST):
        outcome = self.succeeds(
            self.lake.run(SOURCE, self.file("eurofxref-hist.zip", program.zipped(table.text())), today=today, options=self.rules)
        )
        return program.sub_report(outcome)["transform"]

    def suspects(self) -> list[dict]:
        return [row for row in self.lake.call("quarantine", "list", "--json").json if row["kind"] == "suspect"]

    def test_27_years_are_plausible(self):
        self.succeeds(self.lake.run(SOURCE, program.HISTORY, today=LAST, options=self.rules))
        self.assertEqual(self.suspects(), [])

    def test_faults_of_the_newest_day(self):
        faults = {
            "times 10": ["USD"],
            "times 100": ["JPY"],
            "times 1000": ["SEK"],
            "a tenth": ["GBP"],
            "a hundredth": ["CZK"],
            "a thousandth": ["KRW"],
            "inverse": ["PLN", "DKK"],
            "swap": ["NOK", "HKD"],
        }
        factors = {"times 10": 10, "times 100": 100, "times 1000": 1000, "a tenth": 0.1, "a hundredth": 0.01, "a thousandth": 0.001}
        for first_load in (True, False):
            for name, codes in faults.items():
                with self.subTest(fault=name, first_load=first_load):
                    self.new_lake()
                    table = Table(60)
                    if not first_load:
                        newest = table.rows.pop(0)
                        self.load(table)
                        table.rows.insert(0, newest)
                    day = table.rows[0]
                    if name in factors:
                        for code in codes:
                            day[code] = times(factors[name])(day[code])
                    elif name == "inverse":
                        for code in codes:
                            day[code] = f"{1 / float(day[code]):.8f}"
                    else:
                        a, b = codes
                        day[a], day[b] = day[b], day[a]
                    report = self.load(table)
                    self.assertEqual(report["suspect"], len(codes))
                    self.assertEqual(sorted(row["cells"].split("quote=")[1][:3] for row in self.suspects()), sorted(codes))
                    before = self.lake.rates()
                    self.succeeds(self.lake.call("rebuild"))
                    self.assertEqual(self.lake.rates(), before)

    def test_yesterdays_column(self):
        for first_load in (True, False):
            with self.subTest(first_load=first_load):
                self.new_lake()
                table = Table(60)
                newest, last = table.rows[0], table.rows[1]
                for code in table.codes:
                    newest[code] = last[code]
                count = sum(newest[code] not in ("", "N/A") for code in table.codes)
                if not first_load:
                    table.rows.pop(0)
                    self.load(table)
                    table.rows.insert(0, newest)
                self.assertEqual(self.load(table)["suspect"], count)
                rates = self.lake.rates()
                self.succeeds(self.lake.call("rebuild"))
                self.assertEqual(self.lake.rates(), rates)

    def test_a_whole_series_of_another_magnitude(self):
        table = Table(60)
        for row in table.rows:
            row["JPY"] = times(0.01)(row["JPY"])
        self.assertEqual(self.load(table)["suspect"], 60)

    def test_decisions_survive_a_rebuild(self):
        table = Table(60)
        table.rows[0]["USD"] = times(10)(table.rows[0]["USD"])
        table.rows[0]["GBP"] = times(10)(table.rows[0]["GBP"])
        wrong = {code: table.rows[0][code] for code in ("USD", "GBP")}
        self.load(table)
        raw = self.suspects()[0]["raw_object"]
        self.succeeds(self.lake.call("quarantine", "accept", raw, "--pair", "EUR/USD", "--reason", "seen"))
        self.succeeds(self.lake.call("quarantine", "dismiss", raw))
        self.assertEqual(self.suspects(), [])
        rates = self.lake.rates()
        self.assertEqual(float(rates[SOURCE, LAST, "EUR", "USD"]), float(wrong["USD"]))
        self.assertNotIn((SOURCE, LAST, "EUR", "GBP"), rates)
        self.succeeds(self.lake.call("rebuild"))
        self.assertEqual(self.lake.rates(), rates)
        self.assertEqual(self.suspects(), [])
        commands = [entry["command"] for entry in self.lake.call("audit", "list", "--json").json]
        self.assertTrue(any("quarantine accept" in command and "seen" in command for command in commands), commands)
        self.assertTrue(any("quarantine dismiss" in command for command in commands), commands)
        # The decision also applies to the same rows in a fetch of other bytes.
        table.rows.pop()
        self.assertEqual(self.load(table, today="2026-10-31")["suspect"], 0)
        self.assertEqual(self.lake.rates(), rates)
        self.assertEqual(self.lake.manifest()["sources"][SOURCE]["decisions"], 2)


if __name__ == "__main__":
    unittest.main()
