# SPDX-License-Identifier: Apache-2.0
"""What the open tables cost: a daily run with them and without, on a folder and in requests on S3; and how large their metadata is, and
how long DuckDB takes to plan, for many sources. Writes docs/benchmarks/tables.md."""

import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

import history
import raw_zone
from report import machine
from stopwatch import Contender, Spread, Stopwatch, ratio, set_aside

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "benchmarks" / "tables.md"
SOURCES, ROUNDS, PLANS = 85, 31, 15
WITH, WITHOUT = "published", "tables = false"
NOTHING_TO_CHECK = "Rules = [ RowCount > 0 ]"

TEXT = """# Open tables

Written by `make bench-tables`: the cost of publishing Iceberg tables. {machine}

A daily run: the last day of the ECB's history comes to a lake that has the 27 years before it; `run` with its checks,
{rounds} pairs, each on a copy of the same lake.

| | aim | measured | |
|---|---|---|---|
| daily run with publishing relative to one without, on a folder | ≤ 1.15× | {ratio:.2f}× ({least:.2f}–{most:.2f}) | {ratio_met} |
| additional requests on S3 | ≤ 8 | {more} ({without} without) | {more_met} |

With: {with_ms:.1f} ms, without: {without_ms:.1f} ms (medians).

{sources} sources of {years} years, {rows:,} rates:

| | |
|---|---|
| data files | {files:,}, {data:,.1f} MB (the partitions: {partitions:,.1f} MB) |
| metadata that a reader of the latest snapshot needs | {metadata:,.0f} kB in {metadata_files} files |
| the lake's own manifest | {manifest:,.0f} kB |
| written by a commit of one source, besides the data | {commit:,.0f} kB |
| DuckDB plans a query of one source and year | {plan_one:.0f} ms |
| DuckDB plans a query of everything | {plan_all:.0f} ms |
| DuckDB plans the same over the Parquet files by a glob | {plan_glob:.0f} ms |
"""


def config_without(folder: pathlib.Path) -> pathlib.Path:
    file = folder / "without.toml"
    file.write_text("tables = false\n", encoding="utf-8")
    return file


class Daily:
    """The last day of the history as a recording, and lakes that have what was before."""

    def __init__(self, program: pathlib.Path, ecb: pathlib.Path, folder: pathlib.Path):
        folder.mkdir(parents=True)
        days = history.read(ecb)
        self.program, self.last = program, max(days)
        self.quotes = {code: float(rate) for code, rate in days.pop(self.last).items()}
        self.before = [raw_zone.range_answer(answer) for answer in history.answers_by_year(days)]
        self.recording = folder / "day.json"
        self.recording.write_text(json.dumps({"amount": 1.0, "base": "EUR", "date": self.last, "rates": self.quotes}), encoding="utf-8")
        self.options = {WITH: [], WITHOUT: ["--config", config_without(folder)]}

    def run(self, lake, name: str) -> list:
        asked = ["--source", "frankfurter", "--from", self.last, "--to", self.last, "--replay", self.recording, "--today", self.last]
        return [self.program, "--lake", lake, *self.options[name], "run", *asked]


def race(stopwatch: Stopwatch, daily: Daily, folder: pathlib.Path) -> dict:
    lake, kept = folder / "lake", folder / "kept"
    raw_zone.keep(lake, "frankfurter", daily.before)
    stopwatch.run([daily.program, "--lake", lake, "transform"])
    lake.rename(kept)

    def copy():
        set_aside(lake)
        shutil.copytree(kept, lake)

    return stopwatch.race([Contender(name, daily.run(lake, name), copy) for name in (WITH, WITHOUT)], rounds=ROUNDS)


def requests(daily: Daily, folder: pathlib.Path) -> dict[str, int]:
    sys.path.insert(0, str(ROOT / "tests"))
    os.environ.setdefault("FXLAKE_BUILD", str(daily.program.parent.parent))
    import s3_server

    server = s3_server.Server(folder / "server")
    proxy = s3_server.Proxy(server)
    counted = {}
    try:
        for name in (WITH, WITHOUT):
            bucket = "with" if name == WITH else "without"
            (server.folder / bucket).mkdir()
            raw_zone.keep(folder / bucket, "frankfurter", daily.before)
            environment = os.environ | s3_server.environment(proxy.port)
            lake = f"s3://{bucket}/fx"
            for path in sorted((folder / bucket).rglob("*")):
                if path.is_file():
                    target = server.folder / bucket / "fx" / path.relative_to(folder / bucket)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(path, target)
            words = [daily.program, "--lake", lake, *daily.options[name], "transform"]
            subprocess.run(words, env=environment, check=True, capture_output=True)
            before = len(proxy.asked)
            subprocess.run(daily.run(lake, name), env=environment, check=True, capture_output=True)
            counted[name] = len(proxy.asked) - before
            print(name, [(method, path.partition("/fx/")[2]) for method, path, _ in proxy.asked[before:]], flush=True)
    finally:
        proxy.stop()
        server.stop()
    return counted


def size(files) -> float:
    return sum(file.stat().st_size for file in files)


def plan_time(connection, sql: str) -> float:
    times = []
    for _ in range(PLANS):
        start = time.perf_counter()
        connection.execute("EXPLAIN " + sql).fetchall()
        times.append((time.perf_counter() - start) * 1e3)
    return statistics.median(times)


def many_sources(program: pathlib.Path, ecb: pathlib.Path, folder: pathlib.Path) -> dict:
    import iceberg_engines

    sources, lake = folder / "sources", folder / "lake"
    sources.mkdir(parents=True)
    spec = (ROOT / "sources" / "ecb-history.toml").read_text(encoding="utf-8")
    names = [f"bank-{number:02}" for number in range(SOURCES)]
    for name in names:
        (sources / f"{name}.toml").write_text(spec.replace('"ecb-history"', f'"{name}"', 1), encoding="utf-8")
    rules = folder / "rules.dqdl"
    rules.write_text(NOTHING_TO_CHECK, encoding="utf-8")
    common = [program, "--lake", lake, "--sources", sources, "run", "--replay", ecb, "--today", "2026-10-30", "--rules", rules]
    subprocess.run([*common, *(word for name in names[:-1] for word in ("--source", name))], check=True, capture_output=True)
    table = lake / "tables" / "exchange_rates"
    before = set(table.rglob("*"))
    subprocess.run([*common, "--source", names[-1]], check=True, capture_output=True)
    commit = [path for path in set(table.rglob("*")) - before if path.is_file() and "/data/" not in str(path)]
    current = json.loads(iceberg_engines.metadata_of(table).read_text())
    [snapshot] = [each for each in current["snapshots"] if each["snapshot-id"] == current["current-snapshot-id"]]
    manifests = list((table / "metadata").glob("*-m.avro"))
    needed = [iceberg_engines.metadata_of(table), pathlib.Path(snapshot["manifest-list"]), *manifests]
    data = list(table.glob("data/*/*/*.parquet"))
    connection = iceberg_engines.duckdb_with_iceberg()
    scan, glob = f"iceberg_scan('{table}')", f"read_parquet('{lake}/processed/exchange_rates/*/*/*.parquet', hive_partitioning = true)"
    return {
        "sources": SOURCES,
        "years": len({path.parent.name for path in data}),
        "rows": int(snapshot["summary"]["total-records"]),
        "files": len(data),
        "data": size(data) / 1e6,
        "partitions": size(lake.glob("processed/exchange_rates/*/*/*.parquet")) / 1e6,
        "metadata": size(needed) / 1e3,
        "metadata_files": len(needed),
        "manifest": (lake / "processed" / "_manifest.json").stat().st_size / 1e3,
        "commit": size(commit) / 1e3,
        "plan_one": plan_time(connection, f"SELECT max(rate) FROM {scan} WHERE source = 'bank-07' AND date >= DATE '2026-01-01'"),
        "plan_all": plan_time(connection, f"SELECT max(rate) FROM {scan}"),
        "plan_glob": plan_time(connection, f"SELECT max(rate) FROM {glob}"),
    }


def main():
    program = pathlib.Path(sys.argv[1]).resolve(strict=True)
    ecb = ROOT / "build" / "deps" / "ecb" / "eurofxref-hist.zip"
    work = ROOT / "build" / "bench" / "tables"
    shutil.rmtree(work, ignore_errors=True)
    stopwatch = Stopwatch(ROOT / "build" / "bench")
    daily = Daily(program, ecb, work / "daily")
    runs = race(stopwatch, daily, work / "race")
    counted = requests(daily, work / "requests")
    found = ratio(runs[WITH], runs[WITHOUT], lambda run: run.wall)
    more = counted[WITH] - counted[WITHOUT]
    facts = {
        "machine": machine(),
        "rounds": ROUNDS,
        "ratio": found.median,
        "least": found.least,
        "most": found.most,
        "ratio_met": "met" if found.median <= 1.15 else "missed",
        "more": more,
        "without": counted[WITHOUT],
        "more_met": "met" if more <= 8 else "missed",
        "with_ms": Spread.of(run.wall * 1e3 for run in runs[WITH]).median,
        "without_ms": Spread.of(run.wall * 1e3 for run in runs[WITHOUT]).median,
    }
    facts |= many_sources(program, ecb, work / "many")
    PAGE.write_text(TEXT.format(**facts), encoding="utf-8")
    print(PAGE.read_text())
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
