# SPDX-License-Identifier: Apache-2.0
"""--format arrow: pyarrow and Polars read the streams, with the types of the columns and every digit."""

import datetime
import decimal
import subprocess
import unittest

import polars
import program
import pyarrow as pa
import pyarrow.ipc

LAST = "2026-04-14"
HISTORY = "Date,USD,JPY,IDR,\n2026-04-14,1.1684,187.5,20082.05,\n2026-04-13,1.17,N/A,20000,\n"
EVERY_TYPE = """SELECT * FROM (VALUES
  (true, 1::TINYINT, -2::SMALLINT, 3::INTEGER, -4::BIGINT, 5::UTINYINT, 6::USMALLINT, 7::UINTEGER, 18446744073709551615::UBIGINT,
   -170141183460469231731687303715884105::HUGEINT, 1.5::FLOAT, 0.1::DOUBLE, 1.1684::DECIMAL(18,10), -0.01::DECIMAL(4,2), 'a "b", ü',
   'x'::VARCHAR, DATE '1999-01-04', TIMESTAMP '2026-04-14 09:30:00.25', TIMESTAMPTZ '2026-04-14 09:30:00+02',
   TIMESTAMP_NS '2026-04-14 09:30:00.123456789',
   [1, 2], INTERVAL 1 DAY),
  (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL))
  t(b, i8, i16, i32, i64, u8, u16, u32, u64, i128, f32, f64, rate, d4, text, x, day, ts, tz, ns, list, span)"""
UTC = datetime.UTC


class Arrow(program.Case):
    def setUp(self):
        super().setUp()
        self.take_any_rates("ecb-history")
        rules = self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")
        recording = self.file("eurofxref-hist.zip", program.zipped(HISTORY))
        self.succeeds(self.lake.run("ecb-history", recording, today=LAST, options=["--rules", rules]))

    def stream(self, *words) -> bytes:
        done = subprocess.run(self.lake.command(*words, "--format", "arrow"), capture_output=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def table(self, *words) -> pa.Table:
        table = pyarrow.ipc.open_stream(self.stream(*words)).read_all()
        table.validate(full=True)
        return table

    def test_every_type(self):
        table = self.table("query", EVERY_TYPE)
        self.assertEqual(
            {field.name: field.type for field in table.schema},
            {
                "b": pa.bool_(), "i8": pa.int8(), "i16": pa.int16(), "i32": pa.int32(), "i64": pa.int64(),
                "u8": pa.uint8(), "u16": pa.uint16(), "u32": pa.uint32(), "u64": pa.uint64(), "i128": pa.decimal128(38, 0),
                "f32": pa.float32(), "f64": pa.float64(), "rate": pa.decimal128(18, 10), "d4": pa.decimal128(4, 2),
                "text": pa.string(), "x": pa.string(), "day": pa.date32(), "ts": pa.timestamp("us"), "tz": pa.timestamp("us", "UTC"),
                "ns": pa.timestamp("ns"), "list": pa.string(), "span": pa.string(),
            },
        )  # fmt: skip
        first, second = table.drop_columns(["ns"]).to_pylist()
        self.assertEqual(set(second.values()), {None})
        self.assertEqual(
            first,
            {
                "b": True, "i8": 1, "i16": -2, "i32": 3, "i64": -4, "u8": 5, "u16": 6, "u32": 7, "u64": 2**64 - 1,
                "i128": decimal.Decimal("-170141183460469231731687303715884105"), "f32": 1.5, "f64": 0.1,
                "rate": decimal.Decimal("1.1684000000"), "d4": decimal.Decimal("-0.01"), "text": 'a "b", ü', "x": "x",
                "day": datetime.date(1999, 1, 4), "ts": datetime.datetime(2026, 4, 14, 9, 30, 0, 250000),
                "tz": datetime.datetime(2026, 4, 14, 7, 30, tzinfo=UTC), "list": "[1, 2]", "span": "1 day",
            },
        )  # fmt: skip
        self.assertEqual(table["ns"].cast(pa.int64()).to_pylist()[0] % 1_000_000_000, 123_456_789)
        frame = polars.read_ipc_stream(self.stream("query", EVERY_TYPE))
        self.assertEqual(frame["rate"].dtype, polars.Decimal(18, 10))
        self.assertEqual(frame.drop("ns").row(0, named=True), first)

    def test_rates(self):
        table = self.table("rates", "EUR", "--date", LAST)
        self.assertEqual(table.schema.field("rate").type, pa.decimal128(18, 10))
        self.assertEqual(table.schema.field("date").type, pa.date32())
        self.assertEqual(dict(zip(table["target"].to_pylist(), map(str, table["rate"].to_pylist()), strict=True))["USD"], "1.1684000000")
        many = self.table("rates", "EUR", "USD", "--from", "2026-04-13", "--to", LAST)
        self.assertEqual([row["date"].day for row in many.to_pylist()], [13, 14])
        self.assertEqual(self.table("rates", "USD", "EUR", "--date", LAST)["rate"].to_pylist(), [decimal.Decimal("0.8558712770")])

    def test_a_rate_that_has_more_digits_keeps_them(self):
        tiny = "Date,USD,JPY,IDR,\n2026-04-14,1.1684,187.5,70000001,\n"
        recording = self.file("tiny.zip", program.zipped(tiny))
        self.new_lake()
        rules = self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")
        self.succeeds(self.lake.run("ecb-history", recording, today=LAST, options=["--rules", rules]))
        table = self.table("rates", "IDR", "EUR", "--date", LAST)
        self.assertEqual(table.schema.field("rate").type, pa.decimal128(38, 18))
        said = self.succeeds(self.lake.call("rates", "IDR", "EUR", "--date", LAST, "--json")).json[0]["rate"]
        self.assertEqual(table["rate"].to_pylist(), [decimal.Decimal(said)])
        self.assertGreater(len(said), len("0.0000000001"))

    def test_no_rows_and_no_columns(self):
        table = self.table("query", "SELECT date, rate FROM exchange_rates WHERE false")
        self.assertEqual((table.num_rows, table.schema.field("rate").type), (0, pa.decimal128(18, 10)))
        self.assertEqual(self.table("query", "CREATE TEMP TABLE t AS SELECT 1").num_columns, 0)

    def test_many_rows_come_in_batches(self):
        table = self.table("query", "SELECT range AS n, repeat('x', range % 5) AS t FROM range(200000)")
        self.assertEqual((table.num_rows, table["n"].num_chunks), (200_000, 4))
        self.assertEqual(table["n"].to_pylist()[-1], 199_999)
        self.assertEqual(table["t"].to_pylist()[4], "xxxx")

    def test_what_has_no_place_in_a_type_is_refused(self):
        for sql in ("SELECT 'infinity'::DATE AS d", "SELECT 340282366920938463463374607431768211455::UHUGEINT AS u"):
            outcome = subprocess.run(self.lake.command("query", sql, "--format", "arrow"), capture_output=True, text=True, errors="replace")
            self.assertEqual(outcome.returncode, 2, outcome.stderr)
            self.assertIn("which its type has no value for", outcome.stderr)


if __name__ == "__main__":
    unittest.main()
