# SPDX-License-Identifier: Apache-2.0
"""The Python package on a real lake: exact types, errors as exceptions, and its types as mypy sees them."""

import datetime
import importlib.util
import os
import subprocess
import sys
import unittest
from decimal import Decimal

import duckdb
import program
import pyarrow as pa

sys.path.insert(0, str(program.ROOT / "python"))
os.environ["FXLAKE_PROGRAM"] = str(program.FXLAKE.resolve())
import fxlake  # noqa: E402

LAST = datetime.date(2026, 4, 14)
HISTORY = "Date,USD,JPY,\n2026-04-14,1.1684,187.5,\n2026-04-13,1.17,187,\n2026-04-10,1.16,186,\n"
SAMPLE = """
import datetime
from decimal import Decimal

import fxlake

lake: fxlake.Lake = fxlake.open("lake", today="2026-04-14")
rate: Decimal = lake.rate("EUR", "USD", date=datetime.date(2026, 4, 14))
table: fxlake.Table = lake.rates("EUR", ["USD"], start="2026-04-01", on="previous", as_of=datetime.datetime.now(datetime.timezone.utc))
rows: list[dict[str, object]] = table.to_pylist()
conversion: fxlake.Conversion = lake.convert("100", "USD", "JPY")
total: Decimal = conversion.amount + rate
report: fxlake.Report = lake.run(["ecb"]).raise_on_failure()
try:
    lake.sql("SELECT 1")
except fxlake.FXLakeError as error:
    code: int = error.exit_code
"""


class PythonPackage(program.Case):
    def setUp(self):
        super().setUp()
        self.take_any_rates("ecb-history")
        self.recording = self.file("eurofxref-hist.zip", program.zipped(HISTORY))
        config = self.file("fxlake.toml", f'rules = "{self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")}"\n')
        self.lake = fxlake.open(self.folder / "lake", today=LAST, sources=self.folder / "any-rates", config=config)

    def fill(self) -> fxlake.Report:
        return self.lake.run("ecb-history", replay=self.recording, name="first").raise_on_failure()

    def test_a_run_gives_a_report_that_speaks(self):
        report = self.fill()
        self.assertTrue(report)
        self.assertEqual(report.name, "first")
        self.assertEqual(report["status"], "SUCCEEDED")
        self.assertIn("ecb-history: 6 new rates, watermark 2026-04-14", str(report))
        self.assertEqual(report.to_dict()["name"], "first")
        empty = self.file("empty.zip", b"")
        failed = self.lake.run("ecb-history", replay=empty)
        self.assertFalse(failed.succeeded)
        with self.assertRaisesRegex(fxlake.RunFailed, "ecb-history: failed: ") as caught:
            failed.raise_on_failure()
        self.assertIs(caught.exception.report, failed)

    def test_rates_are_exact_tables(self):
        self.fill()
        table = answered = self.lake.rates("EUR", ["USD"], datetime.date(2026, 4, 10), LAST)
        arrow = table.to_arrow()
        self.assertEqual((arrow.schema.field("rate").type, arrow.schema.field("date").type), (pa.decimal128(18, 10), pa.date32()))
        self.assertEqual(len(table), 3)
        self.assertEqual([row["rate"] for row in table.to_pylist()], [Decimal("1.16"), Decimal("1.17"), Decimal("1.1684")])
        self.assertEqual(table.to_polars()["rate"].to_list()[0], Decimal("1.16"))
        self.assertEqual(table.to_pandas()["rate"][0], Decimal("1.16"))
        self.assertEqual(len(self.lake.rates("EUR", "USD", "2026-04-10", LAST, on="previous")), 5)
        self.assertEqual(len(self.lake.rates("EUR", date=LAST)), 2)
        self.assertEqual(duckdb.sql("SELECT max(rate) FROM answered").fetchall(), [(Decimal("1.1700000000"),)], answered)

    def test_single_rates_and_amounts(self):
        self.fill()
        self.assertEqual(self.lake.rate("EUR", "USD"), Decimal("1.1684"))
        self.assertEqual(self.lake.rate("EUR", "USD", "2026-04-12", on="next"), Decimal("1.17"))
        conversion = self.lake.convert(Decimal("-100.50"), "USD", "JPY", LAST)
        self.assertEqual((conversion.amount, conversion.currency, str(conversion)), (Decimal("-16128"), "JPY", "-16128 JPY"))
        self.assertEqual([step.operation for step in conversion.steps], ["divide", "multiply"])
        self.assertEqual((conversion.steps[1].rate, conversion.steps[1].date), (Decimal("187.5"), LAST))
        with self.assertRaises(TypeError):
            self.lake.convert(0.1, "USD", "JPY")

    def test_sql(self):
        self.fill()
        table = self.lake.sql("SELECT sum(rate) AS s, max(date) AS d FROM exchange_rates WHERE target_currency = 'USD'")
        self.assertEqual(table.to_pylist(), [{"s": Decimal("3.4984"), "d": LAST}])
        before = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
        self.assertEqual(self.lake.sql("SELECT count(*) AS n FROM exchange_rates", as_of=before).to_pylist(), [{"n": 0}])

    def test_errors_are_exceptions_by_kind(self):
        with self.assertRaisesRegex(fxlake.NotFound, "has no rates yet") as caught:
            self.lake.rate("EUR", "USD")
        self.assertEqual((caught.exception.exit_code, caught.exception.retryable), (3, False))
        self.fill()
        for kind, call in (
            (fxlake.InvalidInput, lambda: self.lake.sql("SELEC 1")),
            (fxlake.InvalidInput, lambda: self.lake.rate("EUR", "dollars")),
            (fxlake.Denied, lambda: self.lake.sql("SELECT * FROM read_csv('/etc/passwd')")),
            (fxlake.Conflict, lambda: self.lake.run("ecb-history", replay=self.recording, name="first")),
            (fxlake.NotFound, lambda: self.lake.run("nobody")),
            (ValueError, lambda: self.lake.rates("EUR", "USD", as_of=datetime.datetime(2026, 1, 1))),
        ):
            with self.subTest(kind), self.assertRaises(kind):
                call()
        partition = next((self.folder / "lake").glob("processed/exchange_rates/*/*/*.parquet"))
        partition.write_bytes(partition.read_bytes()[:-1])
        with self.assertRaises(fxlake.Corrupt):
            self.lake.sql("SELECT count(*) FROM exchange_rates")
        self.assertTrue(issubclass(fxlake.Unavailable, ConnectionError) and fxlake.Unavailable.retryable)

    def test_the_command_is_the_program(self):
        done = subprocess.run(
            [sys.executable, "-m", "fxlake", "--version"],
            capture_output=True,
            text=True,
            env=os.environ | {"PYTHONPATH": str(program.ROOT / "python")},
        )
        self.assertRegex(done.stdout, r"^fxlake \d")

    @unittest.skipUnless(importlib.util.find_spec("mypy"), "NOT PROVEN, for want of mypy: that the types of the package are right")
    def test_its_types(self):
        settings = self.file(
            "mypy.ini",
            "[mypy]\nstrict = true\nexplicit_package_bases = true\n[mypy-pandas.*,polars.*,pyarrow.*]\nignore_missing_imports = true\n",
        )
        words = [sys.executable, "-m", "mypy", "--config-file", settings, "--cache-dir", self.folder / "mypy"]
        environment = os.environ | {"MYPYPATH": str(program.ROOT / "python")}
        sample = [*words, self.file("sample.py", SAMPLE), program.ROOT / "python" / "fxlake"]
        done = subprocess.run(sample, capture_output=True, text=True, env=environment)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        wrong = self.file("wrong.py", 'import fxlake\nrate: float = fxlake.open("lake").rate("EUR", "USD")\n')
        self.assertIn("Incompatible types", subprocess.run([*words, wrong], capture_output=True, text=True, env=environment).stdout)


if __name__ == "__main__":
    unittest.main()
