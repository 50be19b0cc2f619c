# SPDX-License-Identifier: Apache-2.0
"""The results as a page of Markdown."""

import datetime
import importlib.metadata
import os
import pathlib
import platform

import small_costs
from contests import OURS, SCRIPT, SQL, Outcome
from stopwatch import Run, Spread, ratio

INTRODUCTION = """# Benchmarks

Written by `make bench` on {date}; the method is described [below](#method).

{machine}

![Time per program and input]({picture})
"""

METHOD = """## Method

- The benchmark measures whole processes, from start to exit: wall time, CPU time of all cores (user and system), and peak
  resident memory, as counted by the kernel.
- The programs run alternately in rounds, after one warm-up round (no warm-up for the large inputs). Each starts after all
  previous writes are on disk. Times are medians, with minimum and maximum in parentheses. A speedup is the
  median of the speedups per round, so that other load on the machine affects both sides.
- The JSON input is one response of the Frankfurter API (version 1) per year, generated from the ECB's history. The larger inputs
  are copies of it as additional sources. All programs read the same files from the page cache, and write one
  zstd-compressed Parquet file per source and year with the same columns.
- FXLake does more work in that time: it verifies the SHA-256 of each raw object, keeps rates exact, merges with existing rates,
  waits until all files are on disk, and commits a manifest. The others only write files, with rates as doubles, except DuckDB.
  FXLake publishes no open tables here (`tables = false`); `make bench-tables` measures their cost.
- `rows and Polars` parses a body with `json.loads` and builds a Polars frame from a list of rows. `rows and pandas` does the same with
  pandas. `DuckDB SQL` is one statement. The code is in `bench/peers`.
- After each comparison, all tables must be equal: the benchmark compares the number of rows, the sum of the rates, and a sum
  over a hash of each row.
"""


def _whole_milliseconds(spread: Spread) -> str:
    return f"{spread.median * 1e3:,.0f} ({spread.least * 1e3:,.0f}–{spread.most * 1e3:,.0f})"


def _milliseconds(runs: list[Run]) -> str:
    spread = Spread.of(run.wall * 1e3 for run in runs)
    return f"{spread.median:.1f} ({spread.least:.1f}–{spread.most:.1f})"


def _times(spread: Spread) -> str:
    return f"{spread.median:.1f}× ({spread.least:.1f}–{spread.most:.1f})"


def machine() -> str:
    def fact(file: str, name: str) -> str:
        return next(line.split(":")[1].strip() for line in pathlib.Path(file).read_text().splitlines() if line.startswith(name))

    memory = int(fact("/proc/meminfo", "MemTotal").split()[0]) / 2**20
    system = platform.freedesktop_os_release()["NAME"]
    version = pathlib.Path("/etc/debian_version")
    release = version.read_text().strip() if version.exists() else platform.freedesktop_os_release()["VERSION_ID"]
    peers = ", ".join(f"{name} {importlib.metadata.version(name.lower())}" for name in ("Polars", "pandas", "DuckDB"))
    hardware = f"{len(os.sched_getaffinity(0))} cores ({fact('/proc/cpuinfo', 'model name')}), {memory:.0f} GiB"
    software = f"{system} {release}, Python {platform.python_version()}, {peers}"
    return f"{hardware}, {software}. System load at the end of the run: {os.getloadavg()[0]:.1f}."


def _contest(outcome: Outcome) -> list[str]:
    ours = outcome.runs[OURS]
    lines = [
        f"### {outcome.input.title}",
        "",
        f"{outcome.rates:,} rates, {outcome.raw_files:,} raw {'file' if outcome.raw_files == 1 else 'files'},"
        f" {outcome.raw_bytes / 1e6:,.1f} MB; {outcome.input.rounds} rounds.",
        "",
        "| | wall ms | CPU ms | peak MiB | Parquet kB | FXLake speedup: wall | CPU |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, runs in outcome.runs.items():
        ratios = "| |"
        if name != OURS:
            ratios = f"| {_times(ratio(runs, ours, lambda run: run.wall))} | {_times(ratio(runs, ours, lambda run: run.cpu))} |"
        wall, cpu = Spread.of(run.wall for run in runs), Spread.of(run.cpu for run in runs)
        peak = max(run.peak_mib for run in runs)
        lines.append(
            f"| {name} | {_whole_milliseconds(wall)} | {_whole_milliseconds(cpu)} | {peak:.0f} | {outcome.bytes[name] / 1e3:,.0f} {ratios}"
        )
    return [*lines, ""]


def _targets(outcomes: list[Outcome], races: dict[str, dict[str, list[Run]]], started: dict[str, list[Run]]) -> list[str]:
    lines = ["## Targets", "", "| | target | measured | |", "|---|---|---|---|"]

    def row(what: str, aim: str, measured: str, met: bool):
        lines.append(f"| {what} | {aim} | {measured} | {'met' if met else 'missed'} |")

    for outcome in outcomes:
        if outcome.input.name not in ("27-years", "100x", "27-years-csv"):
            continue
        for peer, aim in {SCRIPT: 15, SQL: 4}.items():
            found = ratio(outcome.runs[peer], outcome.runs[OURS], lambda run: run.wall)
            row(f"{outcome.input.title}: wall-time speedup over {peer}", f"≥ {aim}×", f"{found.median:.1f}×", found.median >= aim)
        if outcome.input.name == "100x":
            peak = max(run.peak_mib for run in outcome.runs[OURS])
            row(f"{outcome.input.title}: peak memory", "< 150 MiB", f"{peak:.0f} MiB", peak < 150)
        if outcome.input.name == "27-years":
            share = outcome.bytes[OURS] / outcome.bytes[SCRIPT]
            row(f"{outcome.input.title}: file size relative to Polars", "≤ 1", f"{share:.2f}", share <= 1)
    for name, runs in races.items():
        found = ratio(runs[small_costs.HISTORY], runs[small_costs.EMPTY], lambda run: run.wall)
        row(f"a new day ({name}), lake with 27 years relative to an empty lake", "≤ 1.3×", f"{found.median:.2f}×", found.median <= 1.3)
    pairs = zip(started[small_costs.VERSION], started[small_costs.NOTHING], strict=True)
    more = Spread.of((ours.wall - empty.wall) * 1e3 for ours, empty in pairs)
    row("`fxlake --version`, time above an empty program", "< 5 ms", f"{more.median:.1f} ms", more.median < 5)
    return [*lines, ""]


def _small(races: dict[str, dict[str, list[Run]]], started: dict[str, list[Run]]) -> list[str]:
    lines = ["## A new day, and startup", "", "| | wall ms | CPU ms | peak MiB |", "|---|---|---|---|"]
    rows = {f"a new day, {name}, {where}": runs for name, race in races.items() for where, runs in race.items()}
    for name, runs in (rows | started).items():
        cpu = Spread.of(run.cpu * 1e3 for run in runs)
        peak = max(run.peak_mib for run in runs)
        lines.append(f"| {name} | {_milliseconds(runs)} | {cpu.median:.1f} ({cpu.least:.1f}–{cpu.most:.1f}) | {peak:.0f} |")
    return [*lines, ""]


def text(outcomes: list[Outcome], races: dict[str, dict[str, list[Run]]], started: dict[str, list[Run]], picture: str) -> str:
    lines = [INTRODUCTION.format(date=datetime.date.today(), machine=machine(), picture=picture)]
    lines += _targets(outcomes, races, started)
    lines += ["## JSON and CSV to Parquet", ""]
    for outcome in outcomes:
        lines += _contest(outcome)
    lines += _small(races, started)
    return "\n".join([*lines, METHOD])
