# SPDX-License-Identifier: Apache-2.0
"""pandas_rates.py [URL]: a year of daily rates in pandas. Rates are decimals, since floats would change the published digits."""

import decimal
import sys
import urllib.request

import pandas

url = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8080"

with urllib.request.urlopen(f"{url}/v2/rates.csv?from=2024-01-02&to=2024-12-31&quotes=USD,GBP,JPY&providers=ECB") as answer:
    rates = pandas.read_csv(answer, converters={"rate": decimal.Decimal})

table = rates.pivot(index="date", columns="quote", values="rate")
print(table.tail(3))
for quote, column in table.items():
    print(f"{quote}: from {min(column)} to {max(column)}")
