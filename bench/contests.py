# SPDX-License-Identifier: Apache-2.0
"""The contests: an input as a lake's raw zone, and those who turn it into a Parquet file a year, each in a process of its own."""

import dataclasses
import pathlib
import sys

import duckdb
import history
import raw_zone
from stopwatch import Contender, Run, Stopwatch, set_aside

ROOT = pathlib.Path(__file__).resolve().parent.parent
OURS = "fxlake transform"
PEERS = {
    "rows and Polars": "rows_polars.py",
    "rows and pandas": "rows_pandas.py",
    "DuckDB SQL": "sql_duckdb.py",
}
SCRIPT, SQL = "rows and Polars", "DuckDB SQL"


@dataclasses.dataclass(frozen=True)
class Input:
    title: str
    name: str
    copies: int  # as so many sources
    rounds: int
    rehearsals: int = 1  # a large input needs none: what a first run costs is little of it
    only_last_day: bool = False
    archive: bool = False  # the ECB's own zip archive in place of JSON

    def fill(self, folder: pathlib.Path, ecb: pathlib.Path):
        """Makes folder/lake with nothing but a raw zone, and folder/sources."""
        days = history.read(ecb)
        if self.archive:
            model, bodies = "ecb-history", [raw_zone.archive(ecb.read_bytes())]
        else:
            if self.only_last_day:
                days = {max(days): days[max(days)]}
            model, bodies = "frankfurter", [raw_zone.range_answer(answer) for answer in history.answers_by_year(days)]
        text = (ROOT / "sources" / f"{model}.toml").read_text(encoding="utf-8")
        sources = folder / "sources"
        sources.mkdir(parents=True)
        for copy in range(1, self.copies + 1):
            source = f"dbx-{copy:03}"
            (sources / f"{source}.toml").write_text(text.replace(f'name = "{model}"', f'name = "{source}"', 1), encoding="utf-8")
            raw_zone.keep(folder / "lake", source, bodies)


QUICK = [
    Input("1 day", "day", copies=1, rounds=9, only_last_day=True),
    Input("27 years", "27-years", copies=1, rounds=9),
    Input("27 years, CSV in a zip archive", "27-years-csv", copies=1, rounds=9, archive=True),
]
LARGE = [
    Input("27 years × 10", "10x", copies=10, rounds=3, rehearsals=0),
    Input("27 years × 100", "100x", copies=100, rounds=3, rehearsals=0),
]


@dataclasses.dataclass
class Outcome:
    input: Input
    raw_bytes: int
    raw_files: int
    rates: int
    runs: dict[str, list[Run]]
    bytes: dict[str, int]  # of the Parquet files


def _parquet_bytes(folder: pathlib.Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*.parquet"))


def _content(folder: pathlib.Path) -> tuple:
    """How many rates, their sum in millionths, and a number that stands for every one with its source, day and pair."""
    return duckdb.sql(f"""
        WITH rates AS (SELECT source, date::DATE AS date, base_currency, target_currency, round(rate::DOUBLE * 1e6)::HUGEINT AS millionths
            FROM read_parquet('{folder}/**/*.parquet', hive_partitioning = true))
        SELECT count(*), sum(millionths), sum(hash(source, date, base_currency, target_currency, millionths)) FROM rates""").fetchone()


def hold(stopwatch: Stopwatch, program: pathlib.Path, given: Input, ecb: pathlib.Path, folder: pathlib.Path) -> Outcome:
    given.fill(folder, ecb)
    lake = folder / "lake"
    bodies = [path for path in lake.rglob("*") if path.is_file() and not path.name.endswith(".fetch.json")]

    outputs = {OURS: lake / "processed" / "exchange_rates"} | {name: folder / script.removesuffix(".py") for name, script in PEERS.items()}
    # What open tables cost is measured by tables.py; the others write plain files.
    config = folder / "fxlake.toml"
    config.write_text("tables = false\n", encoding="utf-8")
    ours = [program, "--config", config, "--lake", lake, "--sources", folder / "sources", "transform"]
    contenders = [Contender(OURS, ours, lambda: set_aside(lake / "processed"))]
    for name, script in PEERS.items():
        command = [sys.executable, pathlib.Path(__file__).parent / "peers" / script, lake, outputs[name]]
        contenders.append(Contender(name, command, lambda out=outputs[name]: set_aside(out)))
    runs = stopwatch.race(contenders, given.rounds, given.rehearsals)
    contents = {name: _content(output) for name, output in outputs.items()}
    if len(set(contents.values())) != 1:
        raise SystemExit(f"bench: {given.title}: they did not make the same table: {contents}")
    return Outcome(
        input=given,
        raw_bytes=sum(path.stat().st_size for path in bodies),
        raw_files=len(bodies),
        rates=contents[OURS][0],
        runs=runs,
        bytes={name: _parquet_bytes(output) for name, output in outputs.items()},
    )
