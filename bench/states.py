# SPDX-License-Identifier: Apache-2.0
"""How fast the States Language interpreter goes from state to state, and what a Map over many items keeps in memory, beside the npm package
aws-local-stepfunctions in the same run: docs/benchmarks/asl.md."""

import argparse
import datetime
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import report
from stopwatch import Spread, Stopwatch

ROOT = pathlib.Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "build" / "deps" / "npm-bench"
PEER = "aws-local-stepfunctions"
ORDER = {"id": 7, "lines": [{"sku": "a"}, {"sku": "b"}]}
JSONATA = "jsonata"
MILLION = 1_000_000
LEAST_SPEED, MOST_GROWTH, MOST_SECONDS = 200_000, 2.0, 2.0
EXPRESSIONS = {
    "filter": "{% $states.input[price > 500].sku %}",
    "map": "{% $map($states.input, function($item) { $item.price * $item.count }) %}",
    "sort": "{% $states.input^(>price, sku).sku %}",
}
ITEMS = [100, 10_000, 40_000]

PAGE = """# Amazon States Language

Written by `make bench-asl` on {date}. It alternates executions of `fxlake asl run` and of the npm package {peer} {version}.
Figures are medians of {rounds} rounds, with minimum and maximum in parentheses.

{machine}

## State transitions

A loop of a Pass state that counts (`States.MathAdd`) and a Choice state, on one core. FXLake's figure is the CPU time of the whole process,
including startup and parsing the definition; the package's figure is the wall time of the execution alone.

| | transitions | seconds | transitions per second |
|---|---|---|---|
{speed}

The target is {least:,} per second: {speed_met}.

## A Map over many items

Two Pass states and a Choice state for each number in a list. The figures are the peak memory of the process, including the list as
input and output.

| items | fxlake MiB | {peer} MiB |
|---|---|---|
{memory}

The target is that 10,000 iterations need no more memory than 100, apart from the list itself: {memory_met}.

## JSONata

A million evaluations of `$states.input.value + 1` on one core, each as a state does it: {million} seconds. The target is less than {most_seconds:.0f}: {million_met}.

Seconds of one evaluation over 10,000 items, compared with the npm package {jsonata} {jsonata_version} on node:

| | fxlake | {jsonata} |
|---|---|---|
{expressions}

The target is to be quicker in each: {expressions_met}.
"""


def loop(turns: int) -> dict:
    count = {"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.n, 1)", "order": ORDER}, "Next": "More?"}
    again = {"Variable": "$.n", "NumericLessThan": turns, "Next": "Count"}
    more = {"Type": "Choice", "Choices": [again], "Default": "Done"}
    return {"StartAt": "Count", "States": {"Count": count, "More?": more, "Done": {"Type": "Succeed"}}}


def over_items() -> dict:
    states = {
        "First": {"Type": "Pass", "Next": "Positive?"},
        "Positive?": {"Type": "Choice", "Choices": [{"Variable": "$", "NumericGreaterThan": 0, "Next": "Last"}], "Default": "Last"},
        "Last": {"Type": "Pass", "End": True},
    }
    processor = {"ProcessorConfig": {"Mode": "INLINE"}, "StartAt": "First", "States": states}
    return {"StartAt": "Each", "States": {"Each": {"Type": "Map", "ItemProcessor": processor, "End": True}}}


class Bench:
    def __init__(self, fxlake: pathlib.Path, folder: pathlib.Path, rounds: int):
        self.fxlake, self.folder, self.rounds = fxlake, folder, rounds
        self.stopwatch = Stopwatch(folder)
        self.output = folder / "output"

    def file(self, name: str, content) -> pathlib.Path:
        path = self.folder / name
        path.write_text(json.dumps(content))
        return path

    def command(self, name: str, definition: pathlib.Path, value: pathlib.Path) -> list[str]:
        if name == PEER:
            words = [shutil.which("node"), ROOT / "bench" / "peers" / "asl_local.mjs", PACKAGES, definition, value]
        else:
            words = [self.fxlake, "asl", "run", "--definition", definition, "--input", f"@{value}"]
        return ["/bin/sh", "-c", 'out=$1; shift; exec "$@" >"$out"', "sh", str(self.output), *map(str, words)]

    def run(self, name: str, definition: pathlib.Path, value: pathlib.Path, expected):
        measured = self.stopwatch.run(self.command(name, definition, value))
        answer = json.loads(self.output.read_text())
        if answer["output"] != expected:
            raise SystemExit(f"bench: {name} answers {str(answer)[:300]}")
        return measured, answer

    def speeds(self) -> dict[str, tuple[int, list[float]]]:
        turns = {"fxlake": 400_000, PEER: 2_000}
        start = self.file("start.json", {"n": 0})
        taken = {name: [] for name in turns}
        for _ in range(self.rounds):
            for name, count in turns.items():
                definition = self.file(f"{name}-loop.json", loop(count))
                measured, answer = self.run(name, definition, start, {"n": count, "order": ORDER})
                taken[name].append(answer["seconds"] if name == PEER else measured.cpu)
        return {name: (2 * turns[name], seconds) for name, seconds in taken.items()}

    def memory(self) -> dict[int, dict[str, float]]:
        definition = self.file("map.json", over_items())
        peaks = {}
        for count in ITEMS:
            value = self.file("items.json", list(range(1, count + 1)))
            names = ("fxlake", PEER) if count <= 10_000 else ("fxlake",)
            peaks[count] = {name: self.run(name, definition, value, list(range(1, count + 1)))[0].peak_mib for name in names}
        return peaks

    def evaluations(self, name: str, expression: str, value, count: int) -> float:
        text = self.folder / "expression"
        text.write_text(expression)
        given = self.file("value.json", value)
        if name == JSONATA:
            words = [shutil.which("node"), ROOT / "bench" / "peers" / "jsonata.mjs", PACKAGES, text, given, count]
        else:
            words = [self.fxlake.parent / "jsonata_bench", text, given, count]
        answer = json.loads(subprocess.run(list(map(str, words)), check=True, capture_output=True, text=True).stdout)
        self.last = answer["output"]
        return answer["seconds"] / count

    def million(self) -> list[float]:
        return [MILLION * self.evaluations("fxlake", "{% $states.input.value + 1 %}", {"value": 41}, MILLION) for _ in range(self.rounds)]

    def expressions(self) -> dict[str, dict[str, list[float]]]:
        items = [{"sku": f"s{i * 7919 % 10_007}", "price": i * 7919 % 1000, "count": i % 9} for i in range(10_000)]
        taken = {name: {"fxlake": [], JSONATA: []} for name in EXPRESSIONS}
        for _ in range(self.rounds):
            for name, expression in EXPRESSIONS.items():
                values = []
                for peer, seconds in taken[name].items():
                    seconds.append(self.evaluations(peer, expression, items, 10))
                    values.append(self.last)
                if values[0] != values[1]:
                    raise SystemExit(f"bench: {name} differs")
        return taken


def bracketed(values, form: str) -> str:
    spread = Spread.of(values)
    return f"{spread.median:{form}} ({spread.least:{form}}–{spread.most:{form}})"


def version(package: str) -> str:
    return json.loads((PACKAGES / "node_modules" / package / "package.json").read_text())["version"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fxlake", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--into", type=pathlib.Path, default=ROOT / "docs" / "benchmarks" / "asl.md")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        bench = Bench(arguments.fxlake.resolve(), pathlib.Path(temporary), arguments.rounds)
        speeds, peaks = bench.speeds(), bench.memory()
        million, expressions = bench.million(), bench.expressions()
    lines = [
        f"| {name} | {count:,} | {bracketed(seconds, '.2f')} | {bracketed((count / one for one in seconds), ',.0f')} |"
        for name, (count, seconds) in speeds.items()
    ]
    count, seconds = speeds["fxlake"]
    fast = Spread.of(count / one for one in seconds).median >= LEAST_SPEED
    # Two numbers of at most seven digits an item, and what is kept of each.
    flat = peaks[10_000]["fxlake"] - peaks[100]["fxlake"] < MOST_GROWTH
    quick = Spread.of(million).median < MOST_SECONDS
    quicker = all(Spread.of(taken["fxlake"]).median < Spread.of(taken[JSONATA]).median for taken in expressions.values())
    rows = [
        f"| {count:,} | {peak['fxlake']:.1f} | {peak[PEER]:.1f} |" if PEER in peak else f"| {count:,} | {peak['fxlake']:.1f} | |"
        for count, peak in peaks.items()
    ]
    page = PAGE.format(
        date=datetime.date.today(),
        peer=PEER,
        version=version(PEER),
        rounds=arguments.rounds,
        machine=report.machine(),
        speed="\n".join(lines),
        least=LEAST_SPEED,
        speed_met="met" if fast else "missed",
        memory="\n".join(rows),
        memory_met="met" if flat else "missed",
        million=bracketed(million, ".2f"),
        most_seconds=MOST_SECONDS,
        million_met="met" if quick else "missed",
        jsonata=JSONATA,
        jsonata_version=version(JSONATA),
        expressions="\n".join(
            f"| {name} | {bracketed(taken['fxlake'], '.4f')} | {bracketed(taken[JSONATA], '.4f')} |" for name, taken in expressions.items()
        ),
        expressions_met="met" if quicker else "missed",
    )
    arguments.into.write_text(page, encoding="utf-8")
    print(page)
    if not (fast and flat and quick and quicker):
        sys.exit("an aim was missed")


if __name__ == "__main__":
    main()
