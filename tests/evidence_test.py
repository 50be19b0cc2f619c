# SPDX-License-Identifier: Apache-2.0
"""`fxlake evidence`: its statements are true, and its commands verify them."""

import hashlib
import html
import re
import subprocess
import unittest

import program
import server


class Case(program.Case):
    def setUp(self):
        """Thirty days of the ECB, then again with another dollar rate on the newest day."""
        super().setUp()
        head, *days = program.unzipped(program.HISTORY).splitlines()
        self.day = days[0][:10]
        rules = ["--rules", self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")]
        self.dollar = days[0].split(",")[1]
        for at, told in enumerate((self.dollar, "1.2345")):
            changed = days[0].replace("," + self.dollar + ",", f",{told},", 1)
            replay = self.file(f"{at}/eurofxref-hist.zip", program.zipped("\n".join([head, changed, *days[1:30]])))
            self.succeeds(self.lake.run("ecb-history", replay, today=self.day, options=[*rules, "--name", f"run-{at}"]))


class Evidence(Case):
    def evidence(self, *words) -> dict:
        return self.succeeds(self.lake.call("evidence", *words, "--date", self.day, "--json")).json

    def check_commands(self, checks: list[dict]):
        self.assertGreater(len(checks), 3)
        for check in checks:
            with self.subTest(command=check["command"]):
                done = subprocess.run(["sh", "-c", check["command"]], cwd=self.lake.folder, capture_output=True, text=True, timeout=30)
                self.assertEqual(done.stdout.strip(), check["expected"], done.stderr)

    def test_a_published_rate(self):
        found = self.evidence("EUR", "USD")
        self.assertEqual((found["rate"], found["derivation"], found["rate_date"]), ("1.2345", "published", self.day))
        (leg,) = found["legs"]
        raw = (self.lake.folder / leg["raw_object"]["key"]).read_bytes()
        self.assertEqual(leg["raw_object"]["sha256"], hashlib.sha256(raw).hexdigest())
        self.assertEqual(leg["raw_object"]["bytes"], len(raw))
        self.assertTrue(leg["raw_object"]["url"].startswith("https://www.ecb.europa.eu/"))
        self.assertEqual(leg["run"]["name"], "run-1")
        self.assertEqual((leg["journal"]["execution"], leg["journal"]["chain"]), ("run-1", "unbroken"))
        self.assertEqual([revision["rate"].rstrip("0") for revision in leg["revisions"]], [self.dollar.rstrip("0")])
        self.check_commands(found["checks"])

    def test_as_it_was(self):
        before = self.evidence("EUR", "USD")["legs"][0]["revisions"][0]["superseded_at"]
        at = before[:-8] + f"{int(before[-8:-1]) - 1:07}Z" if before[-8:-1].isdigit() and int(before[-8:-1]) else before
        found = self.evidence("EUR", "USD", "--as-of", at)
        self.assertIn(found["rate"].rstrip("0"), (self.dollar.rstrip("0"), "1.2345"))
        self.check_commands(found["checks"])

    def test_a_cross_and_one_by_law(self):
        found = self.evidence("USD", "JPY")
        self.assertEqual(found["derivation"], "cross via EUR")
        self.assertEqual([leg["target"] for leg in found["legs"]], ["USD", "JPY"])
        self.check_commands(found["checks"])
        by_law = self.evidence("DEM", "EUR")
        self.assertEqual((by_law["derivation"], by_law["checks"]), ("fixed", []))

    def test_the_page_and_the_text_say_the_same(self):
        found = self.evidence("EUR", "USD")
        page = self.succeeds(self.lake.call("evidence", "EUR", "USD", "--date", self.day, "--format", "html")).out
        text = self.succeeds(self.lake.call("evidence", "EUR", "USD", "--date", self.day)).out
        self.assertTrue(page.startswith("<!doctype html>"))
        self.assertIn("@media print", page)
        self.assertNotRegex(page, r"(src|href)=")
        self.assertEqual(
            [html.unescape(each) for each in re.findall(r"<pre>(.*?)</pre>", page)], [each["command"] for each in found["checks"]]
        )
        for said in (found["rate"], found["legs"][0]["raw_object"]["sha256"], found["legs"][0]["journal"]["hash"], "run-1"):
            self.assertIn(said, page)
            self.assertIn(said, text)
        for check in found["checks"]:
            self.assertIn(check["command"], text)

    def test_what_was_changed_is_told(self):
        found = self.evidence("EUR", "USD")
        leg = found["legs"][0]
        raw = self.lake.folder / leg["raw_object"]["key"]
        good = raw.read_bytes()
        raw.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
        self.assertEqual(self.fails(self.lake.call("evidence", "EUR", "USD", "--date", self.day), leg["raw_object"]["key"]).code, 8)
        raw.write_bytes(good)
        journal = self.lake.folder / leg["journal"]["file"]
        journal.write_text(journal.read_text().replace('"execution":"run-1"', '"execution":"run-9"'))
        self.assertEqual(self.evidence("EUR", "USD")["legs"][0]["journal"]["chain"], "BROKEN")
        self.fails(self.lake.call("evidence", "EUR", "USD", "--date", "2020-01-02"), "no rate from EUR to USD on 2020-01-02")
        self.fails(self.lake.call("evidence", "EUR", "XYZ"), "there is no currency XYZ")


class OneCurrencyInItself(Case):
    def test_everywhere(self):
        table = self.succeeds(self.lake.call("rates", "EUR", "EUR", "USD", "--date", self.day, "--json")).json
        self.assertEqual(
            [(row["target"], row["rate"], row["derivation"]) for row in table], [("EUR", "1", "same"), ("USD", "1.2345", "published")]
        )
        self.assertEqual(self.succeeds(self.lake.call("rates", "EUR", "EUR", "--date", self.day, "--format", "csv")).out.count("same"), 1)
        converted = self.succeeds(self.lake.call("convert", "5", "EUR", "EUR", "--date", self.day, "--json")).json
        self.assertEqual(converted["result"], "5.00")
        for words in (["--date", self.day], ["--from", self.day, "--to", self.day]):
            self.assertEqual(self.fails(self.lake.call("rates", "EUR", "USD", "KPW", *words), "KPW").code, 3)

    def test_in_the_server(self):
        running = server.Server(self.lake.folder, today=self.day)
        self.addCleanup(running.stop)
        for days in ({"date": self.day}, {"from": self.day, "to": self.day}):
            answer = running.get("/api/v1/rates", base="USD", symbols="USD,EUR", **days).json
            self.assertEqual([(row["target"], row["derivation"]) for row in answer["rates"]], [("USD", "same"), ("EUR", "inverse")])
            self.assertEqual(answer["rates"][0]["rate"], "1")
            refused = running.get("/api/v1/rates", base="USD", symbols="EUR,KPW", **days)
            self.assertEqual(refused.status, 404)
            self.assertIn("KPW", refused.text)
        everything = running.get("/api/v1/rates", base="USD", date=self.day).json
        self.assertNotIn("USD", [row["target"] for row in everything["rates"]])
        self.assertEqual(running.get("/api/v1/convert", amount="5", **{"from": "USD", "to": "USD"}).json["result"], "5.00")
        rows = running.get("/v2/rates", base="USD", quotes="USD,EUR", date=self.day).json
        self.assertEqual([row["quote"] for row in rows], ["EUR", "USD"])


if __name__ == "__main__":
    unittest.main()
