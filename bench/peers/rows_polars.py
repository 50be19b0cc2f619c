# SPDX-License-Identifier: Apache-2.0
"""rows_polars.py LAKE OUT: what most pipelines begin with. json.loads, a list of rows, a Polars frame, a Parquet file a body."""

import csv
import io
import json
import pathlib
import sys
import zipfile

import polars
import raw_bodies

SCHEMA = {
    "base_currency": polars.String,
    "target_currency": polars.String,
    "rate": polars.Float64,
    "date": polars.String,
    "recorded_at": polars.Datetime("us", "UTC"),
    "raw_object": polars.String,
}


def row(base: str, target: str, rate: float, date: str, body: raw_bodies.Body) -> dict:
    return {
        "base_currency": base,
        "target_currency": target,
        "rate": rate,
        "date": date,
        "recorded_at": body.recorded_at,
        "raw_object": body.key,
    }


def rows_of_json(body: raw_bodies.Body) -> list[dict]:
    whole = json.loads(body.path.read_bytes())
    rows = []
    for date, quotes in whole["rates"].items():
        for target, rate in quotes.items():
            rows.append(row(whole["base"], target, rate / whole["amount"], date, body))
    return rows


def rows_of_zip(body: raw_bodies.Body) -> list[dict]:
    rows = []
    with zipfile.ZipFile(body.path) as archive, archive.open(archive.namelist()[0]) as file:
        for line in csv.DictReader(io.TextIOWrapper(file, "utf-8")):
            date = line.pop("Date")
            for target, rate in line.items():
                if target and rate not in ("", "N/A"):
                    rows.append(row("EUR", target, float(rate), date, body))
    return rows


for body in raw_bodies.find(pathlib.Path(sys.argv[1])):
    rows = rows_of_zip(body) if body.path.suffix == ".zip" else rows_of_json(body)
    frame = polars.DataFrame(rows, schema=SCHEMA).with_columns(polars.col("date").str.to_date("%Y-%m-%d"))
    for (year,), part in frame.group_by(polars.col("date").dt.year()):
        part.write_parquet(raw_bodies.place(pathlib.Path(sys.argv[2]), body.source, year), compression="zstd")
