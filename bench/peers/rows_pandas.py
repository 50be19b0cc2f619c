# SPDX-License-Identifier: Apache-2.0
"""rows_pandas.py LAKE OUT: the same with pandas; a CSV it reads and turns by itself."""

import json
import pathlib
import sys

import pandas
import raw_bodies


def frame_of_json(body: raw_bodies.Body) -> pandas.DataFrame:
    whole = json.loads(body.path.read_bytes())
    rows = []
    for date, quotes in whole["rates"].items():
        for target, rate in quotes.items():
            rows.append({"base_currency": whole["base"], "target_currency": target, "rate": rate / whole["amount"], "date": date})
    return pandas.DataFrame(rows)


def frame_of_zip(body: raw_bodies.Body) -> pandas.DataFrame:
    wide = pandas.read_csv(body.path).dropna(axis="columns", how="all")
    frame = wide.melt("Date", var_name="target_currency", value_name="rate").dropna().rename(columns={"Date": "date"})
    frame["base_currency"] = "EUR"
    return frame.sort_values(["date", "target_currency"])


for body in raw_bodies.find(pathlib.Path(sys.argv[1])):
    frame = frame_of_zip(body) if body.path.suffix == ".zip" else frame_of_json(body)
    frame["date"] = pandas.to_datetime(frame["date"], format="%Y-%m-%d")
    frame["recorded_at"] = pandas.Timestamp(body.recorded_at)
    frame["raw_object"] = body.key
    for year, part in frame.groupby(frame["date"].dt.year):
        path = raw_bodies.place(pathlib.Path(sys.argv[2]), body.source, year)
        part.assign(date=part["date"].dt.date).to_parquet(path, compression="zstd", index=False)
