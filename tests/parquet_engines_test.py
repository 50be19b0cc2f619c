# SPDX-License-Identifier: Apache-2.0
"""DuckDB, pyarrow, Polars and pandas read files of FXLake, FXLake reads their files, and each finds the same table."""

import datetime
import decimal
import itertools
import os
import pathlib
import subprocess
import tempfile
import unittest

import duckdb
import pandas
import polars
import pyarrow
import pyarrow.dataset
import pyarrow.parquet

TOOL = pathlib.Path(os.environ["FXLAKE_BUILD"]) / "bin" / "parquet_round_trip"
EPOCH_DAY = datetime.date(1970, 1, 1)

MICROS = pyarrow.timestamp("us", tz="UTC")

# name, type for the tool, for pyarrow, DuckDB, Polars, pandas
COLUMNS = [
    ("base_currency", "string", pyarrow.string(), "VARCHAR", polars.String, "str"),
    ("target_currency", "string", pyarrow.string(), "VARCHAR", polars.String, "str"),
    ("rate", "decimal(18;10)", pyarrow.decimal128(18, 10), "DECIMAL(18,10)", polars.Decimal(18, 10), "object"),
    ("date", "date", pyarrow.date32(), "DATE", polars.Date, "object"),
    ("recorded_at", "timestamp", MICROS, "TIMESTAMP WITH TIME ZONE", polars.Datetime("us", "UTC"), "datetime64[us, UTC]"),
    ("raw_object", "string", pyarrow.string(), "VARCHAR", polars.String, "str"),
    ("count", "int64", pyarrow.int64(), "BIGINT", polars.Int64, "int64"),
]
NAMES = [column[0] for column in COLUMNS]
SCHEMA = pyarrow.schema([(column[0], column[2]) for column in COLUMNS])
REQUIRED = pyarrow.schema([field.with_nullable(False) for field in SCHEMA])
HEAD = ",".join(f"{column[0]}:{column[1]}" for column in COLUMNS)


def rates(days: int) -> list[tuple]:
    """Rows as stored in the files: decimals in units, days and microseconds as numbers."""
    targets = ["AUD", "CHF", "DKK", "GBP", "JPY", "USD", "ZAR"]
    recorded = 1_776_000_000_000_000
    return [
        ("EUR", target, 10**10 + day * 7919 * (1 + at) % 10**9, 10_000 + day, recorded + day // 300, f"raw/{day // 300}.xml", day)
        for day in range(days)
        for at, target in enumerate(targets)
    ]


LARGE = 10**18 - 1
TABLES = {
    "empty": [],
    "one row": rates(1)[:1],
    "extremes": [
        ("", "é日本 🏦", LARGE, -719_162, -62_135_596_800_000_000, "x" * 5000, 2**63 - 1),
        ("A", "", -LARGE, 2_932_896, 253_402_300_799_999_999, "", -(2**63)),
        ("B", "\u0001", 0, 0, 0, "plain", 0),
    ],
    "rates": rates(3000),
}


def to_arrow(rows: list[tuple]) -> pyarrow.Table:
    columns = list(zip(*rows, strict=True)) or [[] for _ in COLUMNS]
    columns[2] = [decimal.Decimal(units).scaleb(-10) for units in columns[2]]
    columns[3] = [EPOCH_DAY + datetime.timedelta(days=day) for day in columns[3]]
    arrays = [pyarrow.array(list(column), field.type) for column, field in zip(columns, SCHEMA, strict=True)]
    return pyarrow.Table.from_arrays(arrays, schema=SCHEMA)


def from_arrow(table: pyarrow.Table) -> list[tuple]:
    columns = [table.column(name) for name in NAMES]
    columns[2] = [int(rate.scaleb(10)) for rate in columns[2].to_pylist()]
    columns[3] = columns[3].cast(pyarrow.int32()).to_pylist()
    columns[4] = columns[4].cast(pyarrow.int64()).to_pylist()
    return list(zip(*(column if isinstance(column, list) else column.to_pylist() for column in columns), strict=True))


decimal.getcontext().prec = 40


class Engines(unittest.TestCase):
    maxDiff = 2000

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.path = str(self.folder / "rates.parquet")

    def write(self, rows: list[tuple], row_group_rows: int = 8000) -> str:
        csv = self.folder / "rates.csv"
        csv.write_text("\n".join([HEAD, *(",".join(map(str, row)) for row in rows)]) + "\n", encoding="utf-8", newline="\n")
        subprocess.run([TOOL, "write", csv, self.path, str(row_group_rows)], check=True)
        return self.path

    def read(self, path: str) -> subprocess.CompletedProcess:
        return subprocess.run([TOOL, "read", path], capture_output=True, text=True, encoding="utf-8", check=False, timeout=60)

    def check_read(self, rows: list[tuple], how: str):
        with self.subTest(how):
            done = self.read(self.path)
            self.assertEqual(done.returncode, 0, done.stderr)
            head, *lines = done.stdout.removesuffix("\n").split("\n")
            self.assertEqual(head, HEAD)
            self.assertEqual(lines, [",".join(map(str, row)) for row in rows])

    def check_refused(self, kind: str, words: str):
        done = self.read(self.path)
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn(words, done.stderr)
        self.assertTrue(done.stderr.startswith(kind), done.stderr)


class OthersReadOurs(Engines):
    def test_pyarrow(self):
        for name, rows in TABLES.items():
            with self.subTest(name):
                table = pyarrow.parquet.read_table(self.write(rows), page_checksum_verification=True)
                self.assertEqual(table.schema.remove_metadata(), REQUIRED)
                self.assertEqual(from_arrow(table), rows)

    def test_duckdb(self):
        for name, rows in TABLES.items():
            with self.subTest(name):
                path = self.write(rows)
                described = duckdb.sql(f"DESCRIBE FROM '{path}'").fetchall()
                self.assertEqual([(row[0], row[1]) for row in described], [(column[0], column[3]) for column in COLUMNS])
                found = duckdb.sql(
                    f"SELECT base_currency, target_currency, (rate::DECIMAL(38,10) * 10000000000)::HUGEINT, date - DATE '1970-01-01',"
                    f" epoch_us(recorded_at), raw_object, count FROM '{path}'"
                ).fetchall()
                self.assertEqual(found, rows)

    def test_polars(self):
        for name, rows in TABLES.items():
            with self.subTest(name):
                frame = polars.read_parquet(self.write(rows))
                self.assertEqual(dict(frame.schema), {column[0]: column[4] for column in COLUMNS})
                self.assertEqual(from_arrow(frame.to_arrow()), rows)

    def test_pandas(self):
        for name, rows in TABLES.items():
            with self.subTest(name):
                frame = pandas.read_parquet(self.write(rows))
                self.assertEqual([str(dtype) for dtype in frame.dtypes], [column[5] for column in COLUMNS])
                self.assertEqual(from_arrow(pyarrow.Table.from_pandas(frame, schema=SCHEMA, preserve_index=False)), rows)

    def test_footer(self):
        rows = TABLES["rates"]
        file = pyarrow.parquet.ParquetFile(self.write(rows, row_group_rows=10_000))
        self.assertEqual(file.metadata.num_row_groups, 3)
        self.assertEqual(
            [repr(column) for column in file.metadata.row_group(2).sorting_columns],
            [repr(pyarrow.parquet.SortingColumn(0, nulls_first=False))],
        )
        self.assertEqual(file.metadata.metadata, {b"writer": b"parquet_round_trip"})
        for at in range(3):
            group = rows[at * 10_000 : (at + 1) * 10_000]
            for column, name in enumerate(NAMES):
                found = file.metadata.row_group(at).column(column).statistics
                values = to_arrow(group).column(name).to_pylist()
                self.assertEqual((found.null_count, found.min, found.max), (0, min(values), max(values)), name)
                self.assertEqual(file.schema.column(column).max_definition_level, 0, name)

    def test_statistics_prune(self):
        rows = TABLES["rates"]
        path = self.write(rows, row_group_rows=1000)
        day = EPOCH_DAY + datetime.timedelta(days=11_234)
        expected = [row for row in rows if row[3] == 11_234 and row[1] >= "GBP"]
        found = duckdb.sql(f"SELECT count(*), max(rate) FROM '{path}' WHERE date = DATE '{day}' AND target_currency >= 'GBP'").fetchall()[0]
        units = max(row[2] for row in expected)
        greatest = decimal.Decimal(units).scaleb(-10)
        self.assertEqual(found, (len(expected), greatest))
        same = duckdb.sql(f"SELECT count(*) FROM '{path}' WHERE rate = {greatest}").fetchall()[0][0]
        self.assertEqual(same, sum(row[2] == units for row in rows))
        lazy = polars.scan_parquet(path).filter((polars.col("date") == day) & (polars.col("target_currency") >= "GBP"))
        self.assertEqual(from_arrow(lazy.collect().to_arrow()), expected)
        field = pyarrow.dataset.field
        table = pyarrow.dataset.dataset(path).to_table(filter=(field("date") == day) & (field("target_currency") >= "GBP"))
        self.assertEqual(from_arrow(table), expected)


class WeReadOthers(Engines):
    def test_pyarrow(self):
        options = itertools.product(["none", "snappy", "gzip", "zstd"], ["1.0", "2.0"], [True, False], [True, False])
        for (codec, page, dictionary, whole), (name, rows) in itertools.product(options, TABLES.items()):
            pyarrow.parquet.write_table(
                to_arrow(rows),
                self.path,
                compression=codec,
                data_page_version=page,
                use_dictionary=dictionary,
                store_decimal_as_integer=whole,
                row_group_size=9000,
                write_page_checksum=dictionary,
            )
            self.check_read(rows, f"{name}, {codec}, page {page}, dictionary {dictionary}, whole {whole}")

    def test_pyarrow_encodings(self):
        rows = TABLES["rates"]
        delta = dict.fromkeys(["date", "recorded_at", "count"], "DELTA_BINARY_PACKED")
        delta |= dict.fromkeys(["base_currency", "raw_object"], "DELTA_LENGTH_BYTE_ARRAY")
        for page in ["1.0", "2.0"]:
            pyarrow.parquet.write_table(to_arrow(rows), self.path, use_dictionary=False, column_encoding=delta, data_page_version=page)
            self.check_read(rows, f"delta, page {page}")
        pyarrow.parquet.write_table(to_arrow(rows).cast(REQUIRED), self.path, version="1.0")
        self.check_read(rows, "required, version 1.0")
        pyarrow.parquet.write_table(to_arrow(rows), self.path, dictionary_pagesize_limit=2000, data_page_size=5000)
        self.check_read(rows, "from a dictionary to plain pages half way")

    def test_duckdb(self):
        for name, rows in TABLES.items():
            ours = to_arrow(rows)  # noqa: F841  DuckDB finds it by its name
            for options in ["snappy", "zstd", "gzip", "uncompressed", "zstd, PARQUET_VERSION v2"]:
                duckdb.sql(f"COPY (FROM ours) TO '{self.path}' (FORMAT parquet, ROW_GROUP_SIZE 10240, COMPRESSION {options})")
                self.check_read(rows, f"{name}, {options}")

    def test_polars(self):
        for (name, rows), codec in itertools.product(TABLES.items(), ["zstd", "snappy", "gzip", "uncompressed"]):
            polars.from_arrow(to_arrow(rows)).write_parquet(self.path, compression=codec, row_group_size=5000)
            self.check_read(rows, f"{name}, {codec}")

    def test_refused_by_name(self):
        rows = TABLES["rates"]
        table = to_arrow(rows)
        for codec in ["brotli", "lz4"]:
            pyarrow.parquet.write_table(table, self.path, compression=codec)
            self.check_refused("invalid_input", f"the codec {codec.upper()}")
        for column, encoding in [("count", "BYTE_STREAM_SPLIT"), ("raw_object", "DELTA_BYTE_ARRAY")]:
            pyarrow.parquet.write_table(table, self.path, use_dictionary=False, column_encoding={column: encoding})
            self.check_refused("invalid_input", f'column "{column}": the encoding {encoding}')
        moment = datetime.datetime(2026, 4, 14)
        other = {
            "the type DOUBLE": pyarrow.array([1.5]),
            "the type BOOLEAN": pyarrow.array([True]),
            "the type BYTE_ARRAY without a logical type": pyarrow.array([b"raw"]),
            "nested columns": pyarrow.array([[1]]),
            "the type TIME": pyarrow.array([datetime.time(1)]),
            "not in UTC": pyarrow.array([moment], pyarrow.timestamp("us")),
            "other than microseconds": pyarrow.array([moment], pyarrow.timestamp("ns", tz="UTC")),
            "decimal(38,10)": pyarrow.array([1], pyarrow.decimal128(38, 10)),
            "unsigned": pyarrow.array([1], pyarrow.uint64()),
            "nulls are not supported": pyarrow.array([1, None]),
        }
        for words, column in other.items():
            with self.subTest(words):
                pyarrow.parquet.write_table(pyarrow.table({"odd": column}), self.path)
                self.check_refused("invalid_input", words)
                self.check_refused("invalid_input", 'column "odd')
        for version in ["1.0", "2.0"]:
            pyarrow.parquet.write_table(pyarrow.table({"odd": pyarrow.array(["a", None])}), self.path, data_page_version=version)
            self.check_refused("invalid_input", "nulls are not supported")


if __name__ == "__main__":
    unittest.main()
