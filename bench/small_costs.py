# SPDX-License-Identifier: Apache-2.0
"""What a day costs beside 27 years of history, and what the program costs to start."""

import json
import pathlib
import shlex
import shutil

import history
import raw_zone
from stopwatch import Contender, Run, Stopwatch, compile_c, set_aside

EMPTY, HISTORY = "on an empty lake", "on a lake with 27 years"
NOTHING, VERSION = "an empty program", "fxlake --version"
STEPS, RUN = "ingest and transform", "run with quality rules"


def start(stopwatch: Stopwatch, program: pathlib.Path, folder: pathlib.Path) -> dict[str, list[Run]]:
    commands = {NOTHING: [compile_c("empty", folder)], VERSION: [program, "--version"]}
    return stopwatch.race([Contender(name, command, lambda: None) for name, command in commands.items()], rounds=41)


def daily(stopwatch: Stopwatch, program: pathlib.Path, ecb: pathlib.Path, folder: pathlib.Path) -> dict[str, dict[str, list[Run]]]:
    """The last day of the ECB's history comes to a lake that has all the days before it, and to one that has none."""
    days = history.read(ecb)
    last = max(days)
    quotes = {code: float(rate) for code, rate in days.pop(last).items()}
    kept = {EMPTY: folder / "empty", HISTORY: folder / "history"}
    kept[EMPTY].mkdir(parents=True)
    recording = folder / "day.json"
    recording.write_text(json.dumps({"amount": 1.0, "base": "EUR", "date": last, "rates": quotes}), encoding="utf-8")
    raw_zone.keep(kept[HISTORY], "frankfurter", [raw_zone.range_answer(answer) for answer in history.answers_by_year(days)])
    stopwatch.run([program, "--lake", kept[HISTORY], "transform"])

    lake = folder / "lake"
    fxlake = [program, "--lake", lake, "--today", last]
    asked = ["--source", "frankfurter", "--from", last, "--to", last, "--replay", recording]
    both = " && ".join(shlex.join(map(str, [*fxlake, *step])) for step in (["ingest", *asked], ["transform"]))

    def copy(of: pathlib.Path):
        set_aside(lake)
        shutil.copytree(of, lake)

    races = {}
    for name, command in {STEPS: ["/bin/sh", "-c", both], RUN: [*fxlake, "run", *asked]}.items():
        races[name] = stopwatch.race([Contender(where, command, lambda of=of: copy(of)) for where, of in kept.items()], rounds=15)
    return races
