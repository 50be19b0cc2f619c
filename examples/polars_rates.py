# SPDX-License-Identifier: Apache-2.0
"""polars_rates.py [URL]: a year of daily rates in Polars, as decimals."""

import sys
import urllib.request

import polars

url = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8080"

with urllib.request.urlopen(f"{url}/v2/rates.csv?from=2024-01-02&to=2024-12-31&quotes=USD,GBP,JPY&providers=ECB") as answer:
    text = polars.read_csv(answer.read(), schema_overrides={"rate": polars.String})

rates = text.with_columns(polars.col("date").str.to_date(), polars.col("rate").str.to_decimal(scale=10))
print(
    rates.group_by("quote")
    .agg(polars.len().alias("days"), polars.col("rate").min().alias("low"), polars.col("rate").max().alias("high"))
    .sort("quote")
)
