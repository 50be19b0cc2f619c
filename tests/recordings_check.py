# SPDX-License-Identifier: Apache-2.0
"""No false alarm and no fault let in: the recorded answers of every source, and the European Central Bank's 27 years, through
plausibility.

`make test-recordings` gives each folder of recorded answers (`request.json` and the bodies, as `fxlake source record` writes them) to the
source of its name. Its rates go into a lake of their own: by `fxlake run --replay` where the requests of a run are those that were
recorded, else as the table that `fxlake source try` reads out of all answers, by a source with the same plausibility and calendar. A held
rate that is not in DEFENDED is a false alarm. Then faults are put into the newest day of each table, one at a time, and each must be held.
"""

import argparse
import concurrent.futures
import csv
import dataclasses
import datetime
import decimal
import io
import json
import pathlib
import re
import tempfile
import tomllib

import program

# Folders whose source has another name.
SOURCES = {"ecb_recent": "ecb-csv", "ecb_historical": "ecb-csv", "nbkr_historical": "nbkr", "nbkr_live": "nbkr"}
# Recorded days that the answers alone do not tell.
DAYS = {"nbkr_historical": ("2005-06-01", "2005-06-30")}
# What cannot be read, and why.
UNREAD = {"bi": "there is no source of this bank", "bsp": "the newest file of the recording is not in it, and older ones are scans"}
# Each is a slip of the bank's own file, by source, day and pair: what is said, and what stands in the days beside it.
DEFENDED = {
    ("bob", "2001-01-03", "BWP/EUR"): "1.4117: the columns of EUR and ZAR are swapped; the days after it have 0.196",
    ("bob", "2001-01-03", "BWP/ZAR"): "0.1429: the columns of EUR and ZAR are swapped; the days after it have 1.4157",
    ("bob", "2001-09-04", "BWP/JPY"): "0.2053: a hundredth of the days beside it, 20.6",
    ("bob", "2001-11-07", "BWP/JPY"): "0.1946: a hundredth of the days beside it, 19.57",
    ("bob", "2003-08-15", "BWP/ZAR"): "0.2054: of another magnitude than the day before, 1.5145",
    ("bob", "2013-02-25", "BWP/XDR"): "0.821: ten times the day before, 0.082",
    ("bob", "2019-03-19", "BWP/CNY"): "0.0933: of another magnitude than the day before, 0.6267",
    ("bob", "2019-04-05", "BWP/CNY"): "0.0939: of another magnitude than the days before, 0.6307",
}
FACTORS = {f"times {factor}": decimal.Decimal(factor) for factor in (10, 100, 1000)}
FACTORS |= {f"divided by {factor}": 1 / decimal.Decimal(factor) for factor in (10, 100, 1000)}
NEAR = 14  # days: so near a reference must be for an inverse or a swap to be told from a change
FEW_ROWS = 400  # of the newest days, which faults are put into

Rates = dict[tuple[str, str, str], decimal.Decimal]  # by date, base and quote


@dataclasses.dataclass
class Told:
    """What became of one recording."""

    name: str
    source: str
    way: str = ""
    rates: int = 0
    held: list = dataclasses.field(default_factory=list)  # (day, pair)
    faults: int = 0
    missed: list = dataclasses.field(default_factory=list)
    problem: str = ""


def toml(value) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(str(key))} = {toml(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return value.isoformat() if isinstance(value, datetime.date) else json.dumps(value)


class Bank:
    """A source that reads rates as a table, and judges them as another one does."""

    def __init__(self, spec: dict, folder: pathlib.Path):
        self.spec, self.folder, self.name = spec, folder, spec["name"]
        kept = {
            key: spec[key] for key in ("name", "title", "provider", "home_currency", "calendar", "plausibility", "ended") if key in spec
        }
        kept |= {"status": "verified", "first_day": datetime.date(1900, 1, 1)}
        reader = {"format": "csv", "rows": "*", "date": "date", "base": "base", "quote": "quote", "rate": "rate"}
        text = "".join(f"{key} = {toml(value)}\n" for key, value in kept.items())
        text += '[[endpoint]]\nname = "all"\nurl = "https://bank.example/rates.csv"\nreader = "table"\n[read.table]\n'
        text += "".join(f"{key} = {toml(value)}\n" for key, value in reader.items())
        (folder / "sources").mkdir(exist_ok=True)
        (folder / "sources" / f"{self.name}.toml").write_text(text, encoding="utf-8")

    def load(self, lake: program.Lake, rates: Rates):
        table = self.folder / "rates.csv"
        with table.open("w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["date", "base", "quote", "rate"])
            writer.writerows([*key, f"{rate:f}"] for key, rate in rates.items())
        last = max(date for date, _, _ in rates)
        about = ["--source", self.name, "--sources", self.folder / "sources", "--today", later(last, 1)]
        for words in (["ingest", *about, "--replay", table, "--from", min(rates)[0], "--to", last], ["transform", *about]):
            outcome = lake.call(*words)
            if outcome.code != 0:
                raise RuntimeError(outcome.text[-300:])

    def held(self, *loads: Rates) -> list[tuple[str, str]]:
        """The rates that a new lake holds after these loads."""
        with tempfile.TemporaryDirectory(dir=self.folder) as scratch:
            lake = program.Lake(pathlib.Path(scratch) / "lake")
            for rates in loads:
                self.load(lake, rates)
            return suspects(lake)


def later(day: str, days: int) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days)).isoformat()


def suspects(lake: program.Lake) -> list[tuple[str, str]]:
    rows = lake.call("quarantine", "list", "--json").json
    found = [dict(word.split("=", 1) for word in row["cells"].split()) for row in rows if row["kind"] == "suspect"]
    return sorted((row["date"], f"{row['base']}/{row['quote']}") for row in found)


class Recording:
    """One folder of answers, and the source that reads it."""

    def __init__(self, folder: pathlib.Path, scratch: pathlib.Path):
        self.folder, self.scratch = folder, scratch
        self.source = SOURCES.get(folder.name, folder.name)
        self.file = program.ROOT / "sources" / f"{self.source}.toml"
        self.secrets = {}

    def read(self) -> Rates:
        """All that the answers hold, the first of each day and pair."""
        names = re.findall(r'"\$?([A-Z][A-Z0-9_]{3,})"', self.file.read_text(encoding="utf-8").partition("[secrets]")[2])
        self.secrets = dict.fromkeys(names, "a-secret-of-a-test")
        lake = program.Lake(self.scratch / "none")
        days = [word for option, day in zip(("--from", "--to"), DAYS.get(self.folder.name, ()), strict=False) for word in (option, day)]
        outcome = lake.call("source", "try", self.file, "--replay", self.folder, *days, env=self.secrets, timeout=300)
        rates: Rates = {}
        for row in csv.DictReader(io.StringIO(outcome.out)):
            rates.setdefault((row["date"], row["base"], row["quote"]), decimal.Decimal(row["rate"]))
        if not rates:
            raise RuntimeError(outcome.err.strip().splitlines()[0] if outcome.err.strip() else "no rates")
        return rates

    def run(self, rates: Rates) -> list[tuple[str, str]] | None:
        """What a run on the recording holds; None when its requests are not those that were recorded."""
        days = sorted({date for date, _, _ in rates})
        lake = program.Lake(self.scratch / "run")
        rules = self.scratch / "rules.dqdl"
        rules.write_text("Rules = [ RowCount >= 0 ]")
        options = ["--rules", rules, "--from", days[0], "--to", days[-1], "--unverified"]
        outcome = lake.run(self.source, self.folder, today=later(days[-1], 1), options=options, env=self.secrets, timeout=300)
        try:
            done = program.sub_report(outcome)["transform"]
        except (ValueError, KeyError, StopIteration):
            return None
        taken = done.get("added", 0) + done.get("suspect", 0)
        return suspects(lake) if taken >= len(rates) else None


def faults_of(rates: Rates, spec: dict):
    """(name, the pairs that must be held, the loads): one fault at a time in the newest day."""
    days = sorted({date for date, _, _ in rates})
    if len(days) < 2 or not spec.get("plausibility", {}).get("check", True):
        return
    last, before = days[-1], days[-2]
    if later(before, NEAR) < last:
        return
    today = {(base, quote): rate for (date, base, quote), rate in rates.items() if date == last}
    known = {(base, quote): rate for (date, base, quote), rate in rates.items() if date == before}
    both = [pair for pair in today if pair in known]

    def changed(**new) -> Rates:
        return rates | {(last, *pair): rate for pair, rate in new["of"].items()}

    for pair in both[:1]:
        for name, factor in FACTORS.items():
            rate = today[pair] * factor
            if decimal.Decimal("1e-9") < rate < decimal.Decimal("1e8"):
                yield name, [pair], [changed(of={pair: rate.quantize(decimal.Decimal("1e-10"))})]
    for pair in [pair for pair in both if abs(today[pair] - 1) > decimal.Decimal("0.2")][:1]:
        inverse = (1 / today[pair]).quantize(decimal.Decimal("1e-10"))
        if inverse > decimal.Decimal("1e-6"):
            yield "inverse", [pair], [changed(of={pair: inverse})]
    beside = [(a, b) for a in both[:40] for b in both[:40] if a < b and (a[0] == b[0] or a[1] == b[1])]
    for a, b in [(a, b) for a, b in beside if (today[a] / today[b]).ln().copy_abs() > decimal.Decimal("0.1")][:1]:
        yield "swap", [a, b], [changed(of={a: today[b], b: today[a]})]
    repeats = spec.get("plausibility", {}).get("may_repeat", False) or spec.get("calendar") == "daily"
    if set(today) == set(known) and len(today) >= 6 and not repeats:
        copied = changed(of=known)
        yield "yesterday's column", both, [copied]
        older = {key: rate for key, rate in rates.items() if key[0] < last}
        newest = {key: rate for key, rate in copied.items() if key[0] >= before}
        yield "yesterday's column, a day later", both, [older, newest]


def newest(rates: Rates) -> Rates:
    kept: Rates = {}
    for key in sorted(rates, reverse=True):
        if len(kept) >= FEW_ROWS and key[0] != min(kept)[0]:
            break
        kept[key] = rates[key]
    return dict(sorted(kept.items()))


def judge(told: Told, rates: Rates, bank: Bank):
    few = newest(rates)
    usual = set(bank.held(few))
    for name, pairs, loads in faults_of(few, bank.spec):
        told.faults += 1
        held = set(bank.held(*loads)) - usual
        last = max(few)[0]
        if any((last, "/".join(pair)) not in held for pair in pairs):
            told.missed.append(f"{name} of {last} {', '.join('/'.join(pair) for pair in pairs[:3])}")


def tell(folder: pathlib.Path) -> Told:
    with tempfile.TemporaryDirectory() as scratch:
        recording = Recording(folder, pathlib.Path(scratch))
        told = Told(folder.name, recording.source)
        try:
            if not recording.file.exists():
                raise RuntimeError("no source of this name")
            rates = recording.read()
            spec = tomllib.loads(recording.file.read_text(encoding="utf-8"))
            bank = Bank(spec, pathlib.Path(scratch))
            told.rates, told.way = len(rates), "run"
            held = recording.run(rates)
            if held is None:
                held, told.way = bank.held(rates), "table"
            told.held = held
            judge(told, rates, bank)
        except RuntimeError as problem:
            told.problem = str(problem)
        return told


def tell_history() -> Told:
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        spec = tomllib.loads((program.ROOT / "sources" / "ecb-history.toml").read_text(encoding="utf-8"))
        bank, lake = Bank(spec, folder), program.Lake(folder / "lake")
        outcome = lake.run("ecb-history", program.HISTORY, today="2026-10-30")
        told = Told("27 years", "ecb-history", "run", program.sub_report(outcome)["transform"]["added"], suspects(lake))
        rates = {(str(date), base, quote): rate for (_, date, base, quote), rate in lake.rates().items()}
        judge(told, rates, bank)
        return told


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path, help="of recordings")
    parser.add_argument("--only", action="append", default=[], help="the recordings of these names")
    options = parser.parse_args()
    folders = [
        each.parent for each in sorted(options.folder.glob("*/request.json")) if not options.only or each.parent.name in options.only
    ]
    if not folders:
        print(f"there are no recordings in {options.folder}: the 27 years of the European Central Bank alone are judged")
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        all_told = [told for told in (tell_history(), *pool.map(tell, folders))]
    alarms, missed, read = [], [], [told for told in all_told if not told.problem]
    print(f"{'recording':18} {'source':15} {'by':6} {'rates':>8} {'held':>5} {'faults':>7} {'missed':>7}")
    for told in read:
        print(f"{told.name:18} {told.source:15} {told.way:6} {told.rates:8,} {len(told.held):5} {told.faults:7} {len(told.missed):7}")
        alarms += [f"{told.source} {day} {pair}" for day, pair in told.held if (told.source, day, pair) not in DEFENDED]
        missed += [f"{told.source}: {fault}" for fault in told.missed]
    lost = [
        key
        for key in DEFENDED
        if key[0] in {told.source for told in read} and key[1:] not in {tuple(held) for told in read for held in told.held}
    ]
    rates, held, faults = (sum(numbers) for numbers in zip(*((told.rates, len(told.held), told.faults) for told in read), strict=True))
    print(f"{'together':41} {rates:8,} {held:5} {faults:7}")
    for told in all_told:
        if told.problem and told.name in UNREAD:
            print(f"left out: {told.name}: {UNREAD[told.name]}")
    unread = [f"{told.name}: {told.problem[:200]}" for told in all_told if told.problem and told.name not in UNREAD]
    bad = {"not read": unread, "false alarm": alarms, "let in": missed, "not held any more": [" ".join(key) for key in lost]}
    for kind, found in bad.items():
        for each in found:
            print(f"{kind}: {each}")
    print(f"{len(read)} recordings, {len(alarms)} false alarms, {len(missed)} faults let in; {len(DEFENDED)} held rates are defended")
    return 1 if any(bad.values()) else 0


if __name__ == "__main__":
    raise SystemExit(main())
