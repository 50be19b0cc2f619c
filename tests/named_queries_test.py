# SPDX-License-Identifier: Apache-2.0
"""The queries that the AWS stack saves in Athena, run by DuckDB on real tables."""

import pathlib
import tempfile
import textwrap
import unittest

import program
import terraform_source

RATES = "Date,USD,GBP,\n2026-10-30,1.1571,0.8800,\n2026-10-29,1.1602,0.8791,\n"
REVISED = RATES.replace("1.1602", "1.1603")


def statements() -> dict[str, str]:
    for block in terraform_source.read()["modules/query/main.tf"]["locals"]:
        if "statements" in block:
            return {name: textwrap.dedent("\n".join(about["sql"].splitlines()[1:-1])) for name, about in block["statements"].items()}
    return {}


class NamedQueries(unittest.TestCase):
    def test_each_answers(self):
        queries = statements()
        self.assertEqual(set(queries), {"latest-rates", "known-at", "revisions", "coverage"})
        with tempfile.TemporaryDirectory() as folder:
            lake = program.Lake(pathlib.Path(folder) / "lake")
            for number, rates in enumerate([RATES, REVISED]):
                recording = pathlib.Path(folder) / f"{number}.zip"
                recording.write_bytes(program.zipped(rates))
                lake.call("ingest", "--source", "ecb-history", "--replay", recording, "--today", "2026-10-30")
                self.assertEqual(lake.call("transform", "--today", "2026-10-30").code, 0)
            for name, sql in queries.items():
                with self.subTest(name=name):
                    self.assertTrue(sql.startswith("SELECT"), sql)
                    outcome = lake.call("query", sql.replace("2026-06-30 12:00:00", "2099-12-31 12:00:00"), "--format", "json")
                    self.assertEqual(outcome.code, 0, outcome.text)
                    self.assertTrue(outcome.json, f"{name} finds nothing")


if __name__ == "__main__":
    unittest.main()
