# SPDX-License-Identifier: Apache-2.0
"""How fast bodies are read on one core, beside pandas in the same run; and a hundred sources at once: docs/benchmarks/reading.md."""

import argparse
import io
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

from stopwatch import Stopwatch

ROOT = pathlib.Path(__file__).resolve().parent.parent
CODES = [
    "USD",
    "GBP",
    "JPY",
    "CHF",
    "SEK",
    "NOK",
    "DKK",
    "PLN",
    "CZK",
    "HUF",
    "CAD",
    "AUD",
    "NZD",
    "ZAR",
    "BRL",
    "MXN",
    "INR",
    "CNY",
    "KRW",
    "SGD",
]
HEAD = 'name = "bank"\ntitle = "A bank"\nhome_currency = "EUR"\nfirst_day = 1999-01-04\n'
HEAD += '[[endpoint]]\nname = "all"\nurl = "https://bank.example/"\nreader = "body"\n[read.body]\nquote = { value = "EUR" }\n'
GOALS = {"JSON": 200, "CSV": 200, "XML": 80, "HTML": 30}


def rows(days: int):
    for day in range(days):
        date = f"{1999 + day // 336}-{day % 336 // 28 + 1:02}-{day % 28 + 1:02}"
        for place, code in enumerate(CODES):
            yield date, code, f"{1 + place * 3}.{(day * 7919 + place * 104729) % 10000:04}"


def bodies(days: int) -> dict[str, tuple[str, str]]:
    """By format: the reader's keys, and a body."""
    table = list(rows(days))
    json = "[" + ",".join(f'{{"date":"{d}","code":"{c}","name":"Currency {c}","rate":"{r}"}}' for d, c, r in table) + "]"
    csv = "KEY,DATE,CODE,TITLE,RATE\n" + "".join(f"D.{c}.EUR.SP00.A,{d},{c},Currency {c},{r}\n" for d, c, r in table)
    xml = "<Rates>" + "".join(f'<Rate><Date>{d}</Date><Code num="1">{c}</Code><Value>{r}</Value></Rate>' for d, c, r in table) + "</Rates>"
    few = table[: len(table) // 8]
    html = "<html><body><table><tr><th>Date</th><th>Code</th><th>Rate</th></tr>"
    html += "".join(f'<tr class="row"><td>{d}</td><td class="code">{c}</td><td align="right">{r}</td></tr>\n' for d, c, r in few)
    html += "</table></body></html>"
    return {
        "JSON": ('format = "json"\nrows = "*"\ndate = "date"\nbase = "code"\nrate = "rate"\n', json),
        "CSV": ('format = "csv"\ndate = "DATE"\nbase = "CODE"\nrate = "RATE"\n', csv),
        "XML": ('format = "xml"\nrows = "Rates/Rate"\ndate = "Date"\nbase = "Code"\nrate = "Value"\n', xml),
        "HTML": ('format = "html"\ndate = "Date"\nbase = "Code"\nrate = "Rate"\n', html),
    }


def seconds(call, rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def pandas_reads(name: str, body: str) -> float:
    import pandas

    readers = {
        "JSON": lambda: pandas.read_json(io.StringIO(body)),
        "CSV": lambda: pandas.read_csv(io.StringIO(body)),
        "XML": lambda: pandas.read_xml(io.StringIO(body), parser="etree"),
        "HTML": lambda: pandas.read_html(io.StringIO(body)),
    }
    return seconds(readers[name], 2)


def fxlake_reads(program: pathlib.Path, keys: str, body: str, folder: pathlib.Path) -> float:
    (folder / "bank.toml").write_text(HEAD + keys)
    (folder / "body").write_text(body)
    said = subprocess.run([program, folder / "bank.toml", folder / "body", "41"], capture_output=True, text=True, check=True).stdout
    return statistics.median(float(line.split()[0]) for line in said.splitlines())


def hundred_sources(fxlake: pathlib.Path, folder: pathlib.Path) -> tuple[float, float, int]:
    """Seconds, peak MiB and rates of a run of a hundred sources, each a copy of the Bank of Uzbekistan's: fetched, transformed, checked."""
    feed = ROOT / "tests/data/feeds/cbu"
    text = (ROOT / "sources/cbu.toml").read_text()
    expected = 100 * (len((feed / "expected.csv").read_text().splitlines()) - 1)
    sources = folder / "sources"
    sources.mkdir()
    words = []
    for number in range(100):
        (sources / f"cbu{number}.toml").write_text(text.replace('name = "cbu"', f'name = "cbu{number}"'))
        words += ["--source", f"cbu{number}"]
    place = ["--sources", sources, "--lake", folder / "lake"]
    days = ["--from", "2026-04-01", "--to", "2026-04-02", "--today", "2026-04-02"]
    command = [fxlake, "run", *words, *place, *days, "--replay", feed]
    run = Stopwatch(folder).run(command)  # a child of this process itself would count this one's memory as its own
    count = [fxlake, "query", "select count(*) as n from exchange_rates", "--format", "csv", *place]
    rates = int(subprocess.run(count, capture_output=True, text=True, check=True).stdout.split()[-1])
    if rates != expected:
        sys.exit(f"a hundred sources: {rates} rates where {expected} are expected")
    return run.wall, run.peak_mib, rates


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--days", type=int, default=6000)
    arguments = parser.parse_args()
    binaries = arguments.build.resolve() / "bin"
    lines = []
    slow = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        for name, (keys, body) in bodies(arguments.days).items():
            megabytes = len(body) / 1e6
            ours = fxlake_reads(binaries / "reading_bench", keys, body, folder)
            theirs = pandas_reads(name, body)
            speed = megabytes / ours
            beside = f"{megabytes / theirs:.0f} MB/s | {theirs / ours:.1f}x"
            lines.append(f"| {name} | {megabytes:.1f} MB | {speed:.0f} MB/s | {beside} | {GOALS[name]} MB/s |")
            if speed < GOALS[name]:
                slow.append(f"{name}: {speed:.0f} MB/s")
        took, peak, rates = hundred_sources(binaries / "fxlake", folder)
    page = f"""# Reading

Written by `make bench-reading`. It reads response bodies
with {arguments.days} days and {len(CODES)} currencies (HTML: an eighth of that) on one core, from bytes to
observations with exact decimals, dates, and validated codes. For comparison, `pandas.read_*`
reads the same bodies into columns of floats and texts. Figures are medians.

| format | body | fxlake | pandas | speedup | target |
|---|---|---|---|---|---|
{chr(10).join(lines)}

A run of the whole workflow over a hundred sources, from recordings, with eight sources at once as `workflows/fxlake.asl.json` defines, on
{os.cpu_count()} cores: it fetched, transformed, and validated the sources in {took:.2f} s, with {peak:.0f} MiB of peak memory
(target: at most 200). All {rates} rates in the recordings are in the lake.
"""
    (ROOT / "docs/benchmarks/reading.md").write_text(page, encoding="utf-8")
    print(page)
    if slow or peak > 200:
        print("below the goals: " + ", ".join([*slow, *([f"{peak:.0f} MiB"] if peak > 200 else [])]))


if __name__ == "__main__":
    main()
