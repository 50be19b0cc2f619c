# SPDX-License-Identifier: Apache-2.0
"""Where a lake's raw bodies are and where their rates go."""

import dataclasses
import datetime
import pathlib


@dataclasses.dataclass(frozen=True)
class Body:
    path: pathlib.Path
    key: str
    source: str
    recorded_at: datetime.datetime


def find(lake: pathlib.Path) -> list[Body]:
    bodies = []
    for path in sorted(lake.glob("raw/source=*/*/*/*")):
        if path.name.endswith(".fetch.json"):
            continue
        key = str(path.relative_to(lake))
        recorded_at = datetime.datetime.strptime(path.name.split("-")[0], "%Y%m%dT%H%M%S.%fZ").replace(tzinfo=datetime.UTC)
        bodies.append(Body(path, key, key.split("/")[1].removeprefix("source="), recorded_at))
    return bodies


def place(out: pathlib.Path, source: str, year: int) -> pathlib.Path:
    path = out / f"source={source}" / f"year={year}" / "rates.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
