# SPDX-License-Identifier: Apache-2.0
"""Bad responses are rejected with a reason, nothing is lost, and good rows are kept."""

import decimal
import json
import shutil
import unittest

import program

HEAD = "Date,USD,JPY,GBP,\n"
NEW = "2026-04-14,1.17,183.1,0.87,\n"
OLD = "2026-04-13,1.16,183.0,0.86,\n"
JSON = '{"amount":1.0,"base":"EUR","date":"2026-04-14","rates":{"USD":1.171,"JPY":183.2,"GBP":0.871}}'
GOOD = {"ecb-history": program.zipped(HEAD + NEW + OLD), "frankfurter": JSON.encode()}
FILES = {"ecb-history": "eurofxref-hist.zip", "frankfurter": "latest"}

# name: (source, body, parts of the reason)
BODIES = {
    "HTML in place of a zip": (
        "ecb-history",
        b"<html>Bad gateway</html>",
        "expected csv in a zip archive",
        "not a complete zip",
        "<html>Bad",
    ),
    "HTML in the zip": ("ecb-history", program.zipped("<html>Bad gateway</html>"), "expected csv", 'no column "Date"', "<html>Bad gateway"),
    "HTML in place of JSON": (
        "frankfurter",
        b"<html>Bad gateway</html>",
        "expected json",
        "neither a JSON object nor an array",
        "<html>Bad",
    ),
    "an error as JSON": ("frankfurter", b'{"message":"not found"}', "expected json", 'there is no "rates"', "not found"),
    "a zip without its end": ("ecb-history", GOOD["ecb-history"][:-40], "not a complete zip archive"),
    "a zip with a broken byte": ("ecb-history", GOOD["ecb-history"].replace(b"\x00", b"\x01", 1)[:60] + b"?" * 70, "zip archive"),
    "a zip of something else": ("ecb-history", program.zipped("readme", "readme.txt"), "has no member *.csv; its members are readme.txt"),
    "JSON cut in a text": ("frankfurter", JSON[:50].encode(), "not a complete JSON document"),
    "JSON cut at its end": ("frankfurter", JSON[:-1].encode(), "not a complete JSON document"),
    "JSON nested deep": ("frankfurter", b'{"rates":' * 100_000, "not a complete JSON document"),
    "JSON nested deep in a rate": ("frankfurter", JSON.replace("183.2", "[" * 5000 + "]" * 5000).encode(), "found an array"),
    "CSV with a renamed column": (
        "ecb-history",
        program.zipped("Day,USD,\n2026-04-14,1.1,\n"),
        'no column "Date"; the columns are Day, USD',
    ),
    "CSV cut in its last record": (
        "ecb-history",
        program.zipped(HEAD + NEW + "2026-04-13,1.1"),
        "line 3 has 2 cells, but the header has 5",
    ),
    "CSV with a decimal comma": ("ecb-history", program.zipped(HEAD + NEW.replace(".17", ",17")), "line 2 has 6 cells"),
    "CSV without a rate": ("ecb-history", program.zipped(HEAD + "2026-04-14,N/A,N/A,N/A,\n"), "none of 3 rows has a rate"),
    "CSV not in UTF-8": ("ecb-history", program.zipped((HEAD + NEW).encode() + b"\xff\xfe"), "the response body is not UTF-8"),
    "JSON not in UTF-8": ("frankfurter", JSON.encode().replace(b"EUR", b"E\xfcR"), "the response body is not UTF-8"),
    "an empty zip": ("ecb-history", b"", "the response body is empty"),
    "an empty CSV": ("ecb-history", program.zipped(""), "the response body is empty"),
    "an empty JSON": ("frankfurter", b"", "the response body is empty"),
    "blanks": ("frankfurter", b" \n" * 500, "the response body is empty"),
    "a date that is none for all": ("frankfurter", JSON.replace("04-14", "02-30").encode(), "3 of 3 rows", "no such day: 2026-02-30"),
}

# The cell of GBP: part of the reason
RATES = {
    "0": "the rate is zero",
    "0.00000000001": "the rate is zero",
    "-0.87": "the rate is negative",
    "NaN": "not a decimal number",
    "1e400": "does not fit DECIMAL(18,10)",
    "1.2.3": "not a decimal number",
    "0x1": "not a decimal number",
}


class BadInput(program.Case):
    def setUp(self):
        """A lake with rates of both sources until yesterday."""
        super().setUp()
        self.take_any_rates("ecb-history", "frankfurter")
        self.rules = self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")
        old = {"ecb-history": program.zipped(HEAD + OLD), "frankfurter": JSON.replace("04-14", "04-13").encode()}
        self.succeeds(self.send(old, today="2026-04-13"))
        self.before = self.lake.rates()
        self.assertEqual(len(self.before), 6)
        self.yesterday = self.folder / "yesterday"
        shutil.copytree(self.lake.folder, self.yesterday)

    def send(self, bodies: dict[str, bytes], today="2026-04-14") -> program.Outcome:
        """A run over all sources with these responses."""
        for source, body in bodies.items():
            self.file("answers/" + FILES[source], body)
        words = [word for source in FILES for word in ("--source", source)]
        replay = ["--replay", self.folder / "answers", "--rules", self.rules]
        return self.lake.call("run", "--json", *words, "--today", today, "--from", today, *replay)

    def start_again(self):
        shutil.rmtree(self.lake.folder)
        shutil.copytree(self.yesterday, self.lake.folder)

    def then_goes_on(self):
        self.rules = program.ROOT / "quality" / "exchange_rates.dqdl"
        self.succeeds(self.send(GOOD))
        self.assertEqual(len(self.lake.rates()), 12, "the good answers that came after")

    def test_a_body_that_is_not_what_the_source_should_send(self):
        for name, (source, body, *words) in BODIES.items():
            with self.subTest(name):
                self.start_again()
                outcome = self.fails(self.send(GOOD | {source: body}))
                report = program.sub_report(outcome, source)
                self.assertFalse(report["ok"])
                [reason] = report["transform"]["unreadable"]
                [row] = self.lake.quarantined()
                for word in words:
                    self.assertIn(word, reason)
                    self.assertIn(word, row["reason"])
                self.assertEqual((self.lake.folder / row["raw_object"]).read_bytes(), body)
                other = {"ecb-history": "frankfurter", "frankfurter": "ecb-history"}[source]
                self.assertTrue(program.sub_report(outcome, other)["ok"])
                rates = self.lake.rates()
                self.assertEqual(len(rates), 9, "those of yesterday and of the other source")
                self.assertLessEqual(self.before.items(), rates.items())
        self.then_goes_on()

    def check_rows(self, expected: dict[str, tuple[bytes, str, str]], left: int) -> program.Outcome:
        """The body of each source, with the cells and the reason of its only rejected row; `left` rates remain."""
        self.start_again()
        outcome = self.send(GOOD | {source: body for source, (body, *_) in expected.items()})
        refused = {row["raw_object"].split("/")[1].removeprefix("source="): row for row in self.lake.quarantined()}
        self.assertEqual(refused.keys(), expected.keys())
        for source, (body, cells, reason) in expected.items():
            report = program.sub_report(outcome, source)
            self.assertTrue(report["ok"], report)
            self.assertEqual(report["transform"]["rejected"], 1)
            self.assertIn(cells, refused[source]["cells"])
            self.assertIn(reason, refused[source]["reason"])
            self.assertEqual((self.lake.folder / refused[source]["raw_object"]).read_bytes(), body)
        self.assertEqual(len(self.lake.rates()), left)
        return outcome

    def test_a_rate_that_is_none(self):
        for cell, reason in RATES.items():
            with self.subTest(cell):
                cells = f"date=2026-04-14 base=EUR quote=GBP rate={cell}"
                csv = program.zipped(HEAD + NEW.replace("0.87", cell) + OLD)
                answers = {"ecb-history": (csv, cells, reason), "frankfurter": (JSON.replace("0.871", cell).encode(), cells, reason)}
                self.check_rows(answers, left=10)
        self.then_goes_on()

    def test_a_currency_that_is_none(self):
        for code, reason in {
            "GPB": '"GPB" is not a known currency',
            "POUND": "POUND",
            "GBX": "GBX is a minor unit, 1/100 of GBP",
            "EUR": "EUR",
        }.items():
            with self.subTest(code):
                bodies = {"ecb-history": program.zipped(HEAD.replace("GBP", code) + NEW), "frankfurter": JSON.replace("GBP", code).encode()}
                self.check_rows({source: (body, f"quote={code}", reason) for source, body in bodies.items()}, left=10)
        self.then_goes_on()

    def test_a_day_that_is_none(self):
        csv = program.zipped("Date,USD,\n2026-02-30,1.1,\n2026-04-14,1.17,\n")
        self.check_rows({"ecb-history": (csv, "date=2026-02-30", "no such day: 2026-02-30")}, left=10)

    def test_a_value_said_twice_differently(self):
        body = JSON.replace('"USD"', '"USD":1.25,"USD"').encode()
        self.check_rows({"frankfurter": (body, "quote=USD rate=1.171", "conflicting duplicate")}, left=12)

    def test_a_hole_fails_the_run(self):
        self.rules = program.ROOT / "quality" / "exchange_rates.dqdl"
        csv = program.zipped(HEAD + NEW.replace("0.87", "0") + OLD)
        self.fails(self.send(GOOD | {"ecb-history": csv}), "quality_holes")

    def test_too_many_decimals_are_rounded_and_counted(self):
        body = JSON.replace("0.871", "0.82345678905").encode()
        outcome = self.send(GOOD | {"frankfurter": body})
        self.assertEqual(program.sub_report(outcome, "frankfurter")["transform"]["rounded"], 1)
        self.assertEqual(self.lake.rates()["frankfurter", "2026-04-14", "EUR", "GBP"], decimal.Decimal("0.8234567890"))

    def test_a_run_for_people_says_it_on_one_line(self):
        self.file("page.zip", "<html>Bad gateway</html>")
        outcome = self.lake.call("run", "--source", "ecb-history", "--today", "2026-04-14", "--replay", self.folder / "page.zip")
        lines = [line for line in outcome.out.splitlines() if "FAILED  " in line]
        self.assertEqual(len(lines), 1, outcome.out)
        self.assertIn('the response body begins with "<html>Bad gateway</html>"', lines[0])
        self.assertEqual(outcome.code, 1)
        self.assertEqual(json.loads(next(self.lake.folder.glob("runs/*-*/report.json")).read_text())["replayed"], True)


if __name__ == "__main__":
    unittest.main()
