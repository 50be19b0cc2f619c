# SPDX-License-Identifier: Apache-2.0
"""Measures FXLake beside its peers and writes docs/benchmarks; --quick leaves out the large inputs and writes to build/bench."""

import argparse
import pathlib
import shutil

import chart
import contests
import report
import small_costs
from stopwatch import Stopwatch

ROOT = contests.ROOT
PICTURE = "time.svg"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    program = arguments.program.resolve(strict=True)
    ecb = ROOT / "build" / "deps" / "ecb" / "eurofxref-hist.zip"
    bench = ROOT / "build" / "bench"
    work = bench / "work"
    results = bench if arguments.quick else ROOT / "docs" / "benchmarks"
    shutil.rmtree(work, ignore_errors=True)

    stopwatch = Stopwatch(bench)
    outcomes = []
    for given in contests.QUICK if arguments.quick else contests.QUICK + contests.LARGE:
        print(f"{given.title}, {given.rounds + given.rehearsals} rounds", flush=True)
        outcomes.append(contests.hold(stopwatch, program, given, ecb, work / given.name))
    print("a new day", flush=True)
    races = small_costs.daily(stopwatch, program, ecb, work / "daily")
    started = small_costs.start(stopwatch, program, bench)
    shutil.rmtree(work)

    results.mkdir(parents=True, exist_ok=True)
    page = report.text(outcomes, races, started, PICTURE)
    (results / "README.md").write_text(page, encoding="utf-8")
    (results / PICTURE).write_text(chart.draw(outcomes), encoding="utf-8")
    print(f"\n{page.removesuffix(report.METHOD)}\nWritten to {(results / 'README.md').relative_to(ROOT)}")


if __name__ == "__main__":
    main()
