# SPDX-License-Identifier: Apache-2.0
"""DuckDB, pyarrow, Polars and pandas read the lake's files with the right types, values and partitions."""

import decimal
import unittest

import duckdb
import pandas
import polars
import program
import pyarrow
import pyarrow.dataset

MICROS = pyarrow.timestamp("us", tz="UTC")

# name, type for pyarrow, DuckDB, Polars, pandas; pandas keeps decimals and days as Python's own
COLUMNS = [
    ("base_currency", pyarrow.string(), "VARCHAR", polars.String, "str"),
    ("target_currency", pyarrow.string(), "VARCHAR", polars.String, "str"),
    ("rate", pyarrow.decimal128(18, 10), "DECIMAL(18,10)", polars.Decimal(18, 10), "object"),
    ("date", pyarrow.date32(), "DATE", polars.Date, "object"),
    ("recorded_at", MICROS, "TIMESTAMP WITH TIME ZONE", polars.Datetime("us", "UTC"), "datetime64[us, UTC]"),
    ("raw_object", pyarrow.string(), "VARCHAR", polars.String, "str"),
]
SUPERSEDED = ("superseded_at", *COLUMNS[4][1:])
PARTITIONS = [("source", pyarrow.string(), "VARCHAR", polars.String), ("year", pyarrow.int32(), "BIGINT", polars.Int64)]
HEAD = "Date,USD,JPY,TRL,\n"
DAYS = "2025-12-31,1.17,183.1,1234567.8,\n2025-12-30,1.1687,183.05,1234560,\n"
NEXT = "2026-01-02,1.1721,183.62,0.0000000123,\n" + DAYS.replace("1.1687", "1.1688")


class EnginesRead(program.Case):
    """A lake of two sources, two years, and one revised value in each source."""

    def setUp(self):
        super().setUp()
        spec = program.without_plausibility((program.ROOT / "sources" / "ecb-history.toml").read_text())
        self.file("sources/ecb-history.toml", spec)
        self.file("sources/bank-b.toml", spec.replace('"ecb-history"', '"bank-b"'))
        rules = self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")
        for csv, today in {DAYS: "2025-12-31", NEXT: "2026-01-02"}.items():
            file = self.file("eurofxref-hist.zip", program.zipped(HEAD + csv))
            for source in ("ecb-history", "bank-b"):
                self.succeeds(self.lake.run(source, file, today=today, options=["--rules", rules, "--sources", self.folder / "sources"]))
        self.expected = program.csv_rates(HEAD + NEXT) | program.csv_rates(HEAD + NEXT, "bank-b")

    def read_by(self, table: str) -> dict[str, pyarrow.Table]:
        """The table as each engine reads it, as Arrow; the types are checked."""
        folder = self.lake.folder / "processed" / table
        columns = COLUMNS + ([SUPERSEDED] if table == program.REVISIONS else [])
        arrow = pyarrow.dataset.dataset(
            folder, partitioning=pyarrow.dataset.partitioning(flavor="hive", schema=self.partitions())
        ).to_table()
        self.assertEqual({field.name: field.type for field in arrow.schema}, dict([column[:2] for column in columns + PARTITIONS]))
        sql = f"FROM read_parquet('{folder}/*/*/*.parquet', hive_partitioning = true)"
        connection = duckdb.connect()
        connection.execute("SET TimeZone = 'UTC'")
        described = connection.execute("DESCRIBE " + sql).fetchall()
        self.assertEqual({row[0]: row[1] for row in described}, {column[0]: column[2] for column in columns + PARTITIONS})
        frame = polars.scan_parquet(folder / "**" / "*.parquet", hive_partitioning=True).collect()
        self.assertEqual(dict(frame.schema), {column[0]: column[3] for column in columns + PARTITIONS})
        pandas_frame = pandas.read_parquet(folder)
        for name, *_, dtype in columns:
            self.assertEqual(str(pandas_frame[name].dtype), dtype, name)
        self.assertIsInstance(pandas_frame["rate"][0], decimal.Decimal)
        pandas_arrow = pyarrow.Table.from_pandas(pandas_frame.astype({"source": str, "year": "int32"}), preserve_index=False)
        return {"pyarrow": arrow, "DuckDB": connection.execute(sql).to_arrow_table(), "Polars": frame.to_arrow(), "pandas": pandas_arrow}

    def partitions(self) -> pyarrow.Schema:
        return pyarrow.schema([column[:2] for column in PARTITIONS])

    def check(self, table: str, expected: list[dict]):
        for engine, read in self.read_by(table).items():
            with self.subTest(engine):
                rows = read.to_pylist()
                self.assertEqual(sorted(map(repr, map(self.as_program_sees, rows))), sorted(map(repr, expected)))

    def as_program_sees(self, row: dict) -> dict:
        """One order of columns and one time zone for all engines."""
        names = [column[0] for column in COLUMNS] + ["superseded_at"] * ("superseded_at" in row) + ["source", "year"]
        return {name: str(row[name]) for name in names} | {"rate": row["rate"].quantize(decimal.Decimal("1e-10"))}

    def test_rates(self):
        self.assertEqual(self.lake.rates(), self.expected)
        self.check(program.RATES, [self.as_program_sees(row) for row in self.lake.rows()])

    def test_revisions(self):
        rows = self.lake.rows(program.REVISIONS)
        self.assertEqual([(row["source"], str(row["rate"])) for row in rows], [("bank-b", "1.1687000000"), ("ecb-history", "1.1687000000")])
        self.check(program.REVISIONS, [self.as_program_sees(row) for row in rows])

    def test_both_tables_at_once(self):
        """A pattern over the whole processed zone finds both tables; the manifest next to them does no harm."""
        pattern = f"{self.lake.folder}/processed/*/*/*/*.parquet"
        [(count,)] = duckdb.sql(f"SELECT count(*) FROM read_parquet('{pattern}', union_by_name = true)").fetchall()
        self.assertEqual(count, len(self.expected) + 2)

    def test_only_what_is_asked_is_read(self):
        """A filter on the partitions and one on a column find the same row in each."""
        folder = self.lake.folder / "processed" / program.RATES
        where = "source = 'bank-b' AND year = 2026 AND target_currency = 'TRL'"
        sql = f"SELECT rate FROM read_parquet('{folder}/*/*/*.parquet', hive_partitioning = true) WHERE {where}"
        field = pyarrow.dataset.field
        dataset = pyarrow.dataset.dataset(folder, partitioning=pyarrow.dataset.partitioning(flavor="hive", schema=self.partitions()))
        chosen = (field("source") == "bank-b") & (field("year") == 2026) & (field("target_currency") == "TRL")
        lazy = polars.scan_parquet(folder / "**" / "*.parquet", hive_partitioning=True)
        column = polars.col
        filtered = lazy.filter((column("source") == "bank-b") & (column("year") == 2026) & (column("target_currency") == "TRL"))
        filters = [("source", "=", "bank-b"), ("year", "=", 2026), ("target_currency", "=", "TRL")]
        found = {
            "DuckDB": duckdb.sql(sql).fetchall()[0][0],
            "pyarrow": dataset.to_table(filter=chosen)["rate"][0].as_py(),
            "Polars": filtered.collect()["rate"][0],
            "pandas": pandas.read_parquet(folder, filters=filters)["rate"][0],
        }
        self.assertEqual(found, dict.fromkeys(found, decimal.Decimal("0.0000000123")))


if __name__ == "__main__":
    unittest.main()
