# SPDX-License-Identifier: Apache-2.0
"""The ECB's history as answers of the Frankfurter API, version 1: one file a year, currencies in the order of their codes."""

import csv
import io
import json
import pathlib
import zipfile

Quotes = dict[str, str]  # code: rate, as the ECB's file spells it


def read(archive: pathlib.Path) -> dict[str, Quotes]:
    """{day: quotes} from the earliest day on."""
    with zipfile.ZipFile(archive) as opened, opened.open(opened.namelist()[0]) as file:
        rows = list(csv.DictReader(io.TextIOWrapper(file, "utf-8")))
    days = {row.pop("Date"): row for row in rows}
    return {day: {code: rate for code, rate in sorted(days[day].items()) if code and rate not in ("", "N/A")} for day in sorted(days)}


def answer(days: dict[str, Quotes]) -> bytes:
    """What the API answers when asked for a range of days."""
    rates = {day: {code: float(rate) for code, rate in quotes.items()} for day, quotes in days.items()}
    whole = {"amount": 1.0, "base": "EUR", "start_date": min(days), "end_date": max(days), "rates": rates}
    return json.dumps(whole, separators=(",", ":")).encode()


def answers_by_year(days: dict[str, Quotes]) -> list[bytes]:
    years = sorted({day[:4] for day in days})
    return [answer({day: quotes for day, quotes in days.items() if day.startswith(year)}) for year in years]
