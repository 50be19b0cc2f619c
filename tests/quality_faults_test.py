# SPDX-License-Identifier: Apache-2.0
"""The built-in rules find faults in real rates, name them, and do not fail on a holiday."""

import datetime
import unittest

import program

SOURCE = "ecb-history"
LAST = "2026-10-30"


class QualityFaults(program.Case):
    def setUp(self):
        super().setUp()
        self.head, *self.days = program.unzipped(program.HISTORY).splitlines()
        self.days = self.days[:900]  # three and a half years

    def edited(self, day: str, code: str, edit) -> list[str]:
        """The days with one cell changed by a function."""
        column = self.head.split(",").index(code)
        days = list(self.days)
        at = next(at for at, line in enumerate(days) if line.startswith(day))
        cells = days[at].split(",")
        cells[column] = edit(cells[column])
        days[at] = ",".join(cells)
        return days

    def run_on(self, days: list[str], today: str) -> program.Outcome:
        self.new_lake()
        return self.lake.run(SOURCE, self.file("eurofxref-hist.zip", program.zipped("\n".join([self.head, *days]))), today=today)

    def check(self, days: list[str], today: str, failed: set[str]):
        """Exactly the rules whose text holds one of these words fail, and the run with them."""
        outcome = self.run_on(days, today)
        verdicts = outcome.json["quality"]["verdicts"]
        found = {verdict["rule"] for verdict in verdicts if verdict["verdict"] != "pass"}
        for word in failed:
            self.assertTrue(any(word in rule for rule in found), f"{word}: {found}")
        self.assertEqual([rule for rule in found if not any(word in rule for word in failed)], [])
        self.assertEqual(outcome.code, 1 if failed else 0)
        self.assertEqual(outcome.json["status"], "FAILED" if failed else "SUCCEEDED")
        self.assertTrue(program.sub_report(outcome)["ok"], "the source itself did nothing wrong")

    def until(self, last: str) -> list[str]:
        return [line for line in self.days if line[:10] <= last]

    def test_real_rates_pass(self):
        self.check(self.days, LAST, set())

    def test_a_source_that_is_stale(self):
        late = {"quality_freshness", "quality_missing_days"}
        self.check(self.days, "2026-11-30", late)
        self.check(self.until("2026-10-27"), LAST, late)

    def test_the_day_it_is_missed(self):
        """Friday's rates may come late on Friday; on Saturday they are missing."""
        thursday = self.until("2026-10-29")
        self.check(thursday, "2026-10-30", set())
        self.check(thursday, "2026-10-31", {"quality_freshness", "quality_missing_days"})

    def test_holidays_raise_no_alarm(self):
        for today, last in {
            "2026-04-03": "2026-04-02",  # Good Friday
            "2026-04-06": "2026-04-02",  # Easter Monday
            "2026-04-07": "2026-04-02",  # the day after: its rates are due in the afternoon
            "2025-12-26": "2025-12-24",
            "2025-12-28": "2025-12-24",  # Sunday after Christmas
            "2026-05-01": "2026-04-30",
            "2026-01-01": "2025-12-31",
        }.items():
            with self.subTest(today):
                self.check(self.until(last), today, set())

    def check_held(self, days: list[str], day: str, code: str):
        """The value is held; the rules name the gap."""
        outcome = self.run_on(days, LAST)
        self.assertEqual(program.sub_report(outcome)["transform"]["suspect"], 1)
        [hole] = [verdict for verdict in outcome.json["quality"]["verdicts"] if verdict["verdict"] != "pass"]
        self.assertIn("quality_holes", hole["rule"])
        self.assertEqual(hole["rows"], [f"source={SOURCE} base_currency=EUR target_currency={code} date={day}"])
        self.assertEqual(outcome.code, 1)

    def test_a_value_a_hundred_times_too_large(self):
        for day, code in (("2024-05-14", "USD"), (LAST, "JPY")):
            self.check_held(self.edited(day, code, lambda cell: str(float(cell) * 100)), day, code)

    def test_a_point_in_the_wrong_place(self):
        self.check_held(self.edited("2024-05-14", "GBP", lambda cell: str(float(cell) / 10)), "2024-05-14", "GBP")

    def test_a_step_out_of_proportion(self):
        """Below the factor from which a rate is held, and beyond any step of a day."""
        self.check(self.edited("2024-05-14", "USD", lambda cell: str(float(cell) * 1.9)), LAST, {"size > 200", "spike > 30"})
        self.check(self.edited(LAST, "JPY", lambda cell: str(float(cell) * 1.9)), LAST, {"size > 200", "is_latest"})

    def test_digits_that_changed_places(self):
        """6.7459 for 7.4596: no limit of possible values finds that."""
        self.check(self.edited("2024-05-14", "DKK", lambda _: "6.7459"), LAST, {"spike > 30"})

    def test_a_peg_that_is_left_for_good(self):
        for line in self.until("2025-12-31")[:3]:
            self.days = self.edited(line[:10], "BGN", lambda _: "2.0058")
        self.check(self.days, LAST, {"quality_pegs"})

    def test_a_week_without_one_currency(self):
        for day in range(4, 9):  # Monday to Friday of one week
            date = datetime.date(2025, 8, day).isoformat()
            self.days = self.edited(date, "CHF", lambda _: "N/A")
        self.check(self.days, LAST, {"quality_holes"})

    def test_a_currency_that_vanishes(self):
        for day in ("2026-10-28", "2026-10-29", "2026-10-30"):
            self.days = self.edited(day, "SEK", lambda _: "N/A")
        self.check(self.days, LAST, {"quality_holes"})

    def test_a_week_without_anything(self):
        week = {datetime.date(2025, 8, day).isoformat() for day in range(4, 9)}
        self.check([line for line in self.days if line[:10] not in week], LAST, {"quality_missing_days"})

    def test_nothing_at_all(self):
        outcome = self.lake.call("validate", "--json", "--today", LAST)
        self.fails(outcome, "RowCount")
        self.assertEqual(outcome.code, 1)

    def test_two_sources_that_disagree(self):
        self.succeeds(self.run_on(self.days, LAST))
        spec = (program.ROOT / "sources" / "ecb-history.toml").read_text()
        self.file("sources/bank-b.toml", spec.replace('"ecb-history"', '"bank-b"'))
        shifted = [
            self.edited(line[:10], "USD", lambda cell: str(round(float(cell) * 1.06, 4)))[at] for at, line in enumerate(self.days[:20])
        ]
        file = self.file("b/eurofxref-hist.zip", program.zipped("\n".join([self.head, *shifted])))
        outcome = self.lake.run("bank-b", file, today=LAST, options=["--sources", self.folder / "sources"])
        failed = [verdict["rule"] for verdict in outcome.json["quality"]["verdicts"] if verdict["verdict"] != "pass"]
        self.assertEqual((outcome.code, len(failed)), (1, 1), failed)
        self.assertIn("quality_agreement", failed[0])


if __name__ == "__main__":
    unittest.main()
