# SPDX-License-Identifier: Apache-2.0
"""sql_duckdb.py LAKE OUT: DuckDB alone, one statement for all bodies."""

import pathlib
import sys
import tempfile
import zipfile

import duckdb

ORIGIN = """
    strptime(regexp_extract(filename, '([^/]*)Z-[^/]*$', 1), '%Y%m%dT%H%M%S.%f')::TIMESTAMP AT TIME ZONE 'UTC' AS recorded_at,
    regexp_extract(filename, 'raw/source=.*') AS raw_object,
    regexp_extract(filename, 'source=([^/]*)', 1) AS source"""

FROM_JSON = f"""
    WITH bodies AS (
        FROM read_json('{{bodies}}', columns = {{{{base: 'VARCHAR', rates: 'MAP(DATE, MAP(VARCHAR, DECIMAL(18,10)))'}}}},
                       filename = true, format = 'unstructured', maximum_object_size = 1000000000)
        SELECT base, unnest(map_entries(rates)) AS day, {ORIGIN}),
    days AS (FROM bodies SELECT base, day.key AS date, unnest(map_entries(day.value)) AS quote, recorded_at, raw_object, source)
    FROM days SELECT base AS base_currency, quote.key AS target_currency, quote.value AS rate, date, recorded_at, raw_object,
        source, year(date) AS year"""

FROM_CSV = f"""
    WITH wide AS (FROM read_csv('{{bodies}}', all_varchar = true, nullstr = ['', 'N/A'], filename = true)),
    origins AS (FROM (UNPIVOT wide ON COLUMNS('^[A-Z]{{{{3}}}}$') INTO NAME target_currency VALUE text) SELECT *, {ORIGIN})
    FROM origins SELECT 'EUR' AS base_currency, target_currency, text::DECIMAL(18,10) AS rate, "Date"::DATE AS date, recorded_at,
        raw_object, source, year("Date"::DATE) AS year"""


def copy(select: str, bodies: str, out: str):
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    options = "FORMAT parquet, COMPRESSION zstd, PARTITION_BY (source, year), OVERWRITE_OR_IGNORE"
    connection.execute(f"COPY ({select.format(bodies=bodies)}) TO '{out}' ({options})")


lake, out = pathlib.Path(sys.argv[1]), sys.argv[2]
archives = list(lake.glob("raw/source=*/*/*/*.zip"))
if archives:
    # DuckDB reads no zip archive: its content goes to where its name still tells where it came from.
    with tempfile.TemporaryDirectory() as folder:
        for archive in archives:
            content = pathlib.Path(folder) / archive.relative_to(lake).with_suffix(".csv")
            content.parent.mkdir(parents=True)
            with zipfile.ZipFile(archive) as opened:
                content.write_bytes(opened.read(opened.namelist()[0]))
        copy(FROM_CSV, f"{folder}/raw/source=*/*/*/*.csv", out)
else:
    copy(FROM_JSON, f"{lake}/raw/source=*/*/*/*Z-????????????????.json", out)
