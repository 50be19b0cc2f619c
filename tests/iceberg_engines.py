# SPDX-License-Identifier: Apache-2.0
"""Engines that read Iceberg tables, each as its users do: by the table's folder, or by the catalog that the program serves."""

import contextlib
import decimal
import functools
import importlib.resources
import json
import os
import pathlib
import urllib.error
import urllib.request

import duckdb
import polars
import program
import pyarrow
import pyiceberg.catalog.rest
import pyiceberg.table

COLUMNS = ("base_currency", "target_currency", "rate", "date", "recorded_at", "raw_object", "superseded_at", "source")
os.environ["POLARS_ICEBERG_PLANNER"] = "pyiceberg"  # the other one is a package of its own
MICROS = pyarrow.timestamp("us", tz="UTC")
TYPES = {"rate": pyarrow.decimal128(18, 10), "date": pyarrow.date32(), "recorded_at": MICROS, "superseded_at": MICROS}


def columns_of(table: str) -> list[str]:
    return [name for name in COLUMNS if name != "superseded_at" or table == program.REVISIONS]


def rows_of(found: pyarrow.Table, table: str, engine: str) -> list[tuple]:
    """Sorted, after the types were checked."""
    for name in columns_of(table):
        actual, expected = found.schema.field(name).type, TYPES.get(name, pyarrow.string())
        if pyarrow.types.is_large_string(actual) or pyarrow.types.is_string_view(actual):
            actual = pyarrow.string()
        if pyarrow.types.is_timestamp(actual) and actual.unit == "us" and actual.tz in ("UTC", "Etc/UTC", "+00:00"):
            actual = MICROS
        if actual != expected:
            raise AssertionError(f"{engine} reads {name} as {actual}, not as {expected}")
    columns = [found[name].cast(TYPES.get(name, pyarrow.string())).to_pylist() for name in columns_of(table)]
    return sorted(zip(*columns, strict=True))


def rates_sum(rows: list[tuple]) -> decimal.Decimal:
    return sum((row[2] for row in rows), decimal.Decimal(0))


@functools.cache
def extension(name: str) -> str:
    """A signed extension of DuckDB out of its wheel."""
    if name == "httpfs":
        return str(program.ROOT / "build" / "deps" / "duckdb" / "httpfs.duckdb_extension")
    [file] = pathlib.Path(str(importlib.resources.files(f"duckdb_extension_{name}"))).rglob("*.duckdb_extension")
    return str(file)


def install_extensions(home: pathlib.Path):
    """As INSTALL leaves them where there is a network."""
    [(platform,)] = duckdb.sql("PRAGMA platform").fetchall()
    folder = home / ".duckdb" / "extensions" / f"v{duckdb.__version__}" / platform
    folder.mkdir(parents=True)
    for name in ("httpfs", "avro", "iceberg"):
        (folder / f"{name}.duckdb_extension").symlink_to(extension(name))


def duckdb_with_iceberg() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})
    for name in ("httpfs", "avro", "iceberg"):
        connection.execute(f"LOAD '{extension(name)}'")
    connection.execute("SET TimeZone = 'UTC'")
    return connection


def metadata_of(folder: pathlib.Path) -> pathlib.Path:
    """The metadata file that the hint names."""
    return folder / "metadata" / f"v{(folder / 'metadata' / 'version-hint.text').read_text()}.metadata.json"


def snapshot_of_tag(folder: pathlib.Path, tag: str) -> int:
    return json.loads(metadata_of(folder).read_text())["refs"][tag]["snapshot-id"]


def by_duckdb(folder: pathlib.Path, table: str, snapshot: int | None = None) -> list[tuple]:
    names = ", ".join(columns_of(table))
    at = f", snapshot_from_id = {snapshot}" if snapshot else ""
    found = duckdb_with_iceberg().execute(f"SELECT {names} FROM iceberg_scan('{folder}'{at})").to_arrow_table()
    return rows_of(found, table, "DuckDB")


def by_pyiceberg(folder: pathlib.Path, table: str, snapshot: int | None = None) -> list[tuple]:
    opened = pyiceberg.table.StaticTable.from_metadata(str(metadata_of(folder)))
    return rows_of(opened.scan(snapshot_id=snapshot).to_arrow(), table, "pyiceberg")


def by_polars(folder: pathlib.Path, table: str, snapshot: int | None = None) -> list[tuple]:
    found = polars.scan_iceberg(str(metadata_of(folder)), snapshot_id=snapshot).collect()
    return rows_of(found.to_arrow(), table, "Polars")


def by_clickhouse(folder: pathlib.Path, table: str, snapshot: int | None = None) -> list[tuple]:
    import chdb

    names = ", ".join(columns_of(table))
    at = f" SETTINGS iceberg_snapshot_id = {snapshot}" if snapshot else ""
    with contextlib.chdir("/"):  # it reads below the working directory only
        found = chdb.query(f"SELECT {names} FROM icebergLocal('{folder}'){at}", "ArrowTable")
    return rows_of(clickhouse_texts(found), table, "ClickHouse")


def clickhouse_texts(found: pyarrow.Table) -> pyarrow.Table:
    """Its Arrow has texts as bytes."""
    fields = [
        field.with_type(pyarrow.string()) if pyarrow.types.is_binary(field.type) or pyarrow.types.is_large_binary(field.type) else field
        for field in found.schema
    ]
    return found.cast(pyarrow.schema(fields))


FOLDER_READERS = {"DuckDB": by_duckdb, "pyiceberg": by_pyiceberg, "Polars": by_polars, "ClickHouse": by_clickhouse}


def rest_duckdb(url: str, table: str, connection: duckdb.DuckDBPyConnection | None = None) -> list[tuple]:
    """With a connection that has a secret for a bucket: the catalog gives none."""
    more = ", ACCESS_DELEGATION_MODE 'none'" if connection else ""
    connection = connection or duckdb_with_iceberg()
    connection.execute(f"ATTACH 'fxlake' AS served (TYPE iceberg, ENDPOINT '{url}/iceberg', AUTHORIZATION_TYPE 'none'{more})")
    names = ", ".join(columns_of(table))
    return rows_of(connection.execute(f"SELECT {names} FROM served.fxlake.{table}").to_arrow_table(), table, "DuckDB")


def rest_pyiceberg(url: str, table: str, **properties) -> list[tuple]:
    catalog = pyiceberg.catalog.rest.RestCatalog("fxlake", uri=f"{url}/iceberg", **properties)
    if catalog.list_namespaces() != [("fxlake",)]:
        raise AssertionError(f"namespaces: {catalog.list_namespaces()}")
    if set(catalog.list_tables("fxlake")) != {("fxlake", program.RATES), ("fxlake", program.REVISIONS)}:
        raise AssertionError(f"tables: {catalog.list_tables('fxlake')}")
    return rows_of(catalog.load_table(f"fxlake.{table}").scan().to_arrow(), table, "pyiceberg")


REST_READERS = {"DuckDB": rest_duckdb, "pyiceberg": rest_pyiceberg}


def ask(url: str) -> tuple[int, dict]:
    try:
        with urllib.request.urlopen(url) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())
