# SPDX-License-Identifier: Apache-2.0
"""Damages every object of a small lake in every way, and records what each command reports and how to repair it.

An object is removed, cut to its half, or has one bit flipped. Of each lake so damaged must hold: `fxlake verify --deep` names the object and
exits with 8; no command gives another answer than before, unless it fails; `fxlake rebuild` makes the tables as they were, or refuses and
leaves them; with the object restored from a backup all is well again.

`make test-trust` runs it with several bits of each object and writes docs/reference/trust.md; tests/trust_test.py runs a part of it.
"""

import argparse
import dataclasses
import os
import pathlib
import random
import shutil
import tempfile

import program

PAGE = program.ROOT / "docs" / "reference" / "trust.md"
QUESTIONS = {
    "rates": ["rates", "EUR", "USD", "GBP", "--date", "2026-04-14", "--json", "--today", "2026-04-16"],
    "query": ["query", "SELECT * FROM exchange_rates ORDER BY ALL", "--format", "csv"],
}
# Where nothing is lost. Nobody holds the lock once a run is over, and the next run replaces it.
PASSING = {("lock of the current run", damage) for damage in ("removed", "truncated", "one bit flipped")}

OPEN_TABLE = {
    ".parquet": "data file of an open table",
    "-m.avro": "manifest of an open table",
    ".avro": "manifest list of an open table",
    ".metadata.json": "metadata of an open table",
    ".text": "version hint of an open table",
}


@dataclasses.dataclass
class Told:
    """What was said of one damage of one object."""

    key: str
    damage: str
    verify: str = ""
    answers: dict = dataclasses.field(default_factory=dict)
    rebuild: str = ""
    mended: bool = False
    faults: list = dataclasses.field(default_factory=list)


def make_lake(folder: pathlib.Path, lake: program.Lake | None = None) -> program.Lake:
    """Three fetches with a revision, a rejected row and one that was suspect and accepted; their runs, and the state of a schedule that started one."""
    lake = lake or program.Lake(folder / "lake")
    rules = folder / "rules.dqdl"
    rules.write_text("Rules = [ RowCount > 0 ]")
    for day, rows in {
        "2026-04-15": "2026-04-14,1.1709,0.8711,\n2025-12-31,1.1,0.8,\n",
        "2026-04-16": "2026-04-15,1.18,err,\n2026-04-14,1.1719,0.8711,\n2025-12-31,1.1,0.8,\n",
        "2026-04-17": "2026-04-16,11.8,0.8711,\n2026-04-15,1.18,err,\n2026-04-14,1.1719,0.8711,\n2025-12-31,1.1,0.8,\n",
    }.items():
        archive = folder / day / "eurofxref-hist.zip"
        archive.parent.mkdir(parents=True)
        archive.write_bytes(program.zipped("Date,USD,GBP,\n" + rows))
        done = lake.run("ecb-history", archive, day, ["--rules", rules, "--name", "run-" + day])
        assert done.code == 0, done.text
    suspects = [row for row in lake.call("quarantine", "list", "--json").json if row["kind"] == "suspect"]
    assert suspects, lake.call("quarantine", "list").text
    done = lake.call("quarantine", "accept", suspects[0]["raw_object"], "--reason", "a devaluation")
    assert done.code == 0, done.text
    schedule = folder / "schedule.json"
    schedule.write_text('{"schedules": [{"name": "daily", "expression": "rate(1 day)", "input": {"sources": ["ecb-history"]}}]}')
    done = lake.call("schedule", "--once", "--schedules", schedule, "--replay", archive, "--rules", rules, "--today", "2026-04-17")
    assert done.code == 0, done.text
    return lake


def objects(lake: program.Lake) -> dict[str, bytes]:
    files = [path for path in sorted(lake.folder.rglob("*")) if path.is_file() and not path.name.startswith(".fxlake-")]
    return {str(path.relative_to(lake.folder)): path.read_bytes() for path in files}


def partitions(found: dict[str, bytes]) -> dict[str, bytes]:
    return {key: content for key, content in found.items() if key.startswith("processed/") and key.endswith(".parquet")}


def damaged(content: bytes, damage: str, chance: random.Random) -> bytes | None:
    if damage == "removed":
        return None
    if damage == "truncated":
        return content[: len(content) // 2]
    flipped = bytearray(content)
    flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def put(lake: program.Lake, key: str, content: bytes | None):
    path = lake.folder / key
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)


def last_line(outcome: program.Outcome) -> str:
    lines = outcome.text.strip().splitlines()
    return lines[-1] if lines else ""


class Campaign:
    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        self.whole = make_lake(folder)
        self.objects = objects(self.whole)
        self.tables = partitions(self.objects)
        self.answers = {name: self.whole.call(*words).out for name, words in QUESTIONS.items()}
        verified = self.whole.call("verify", "--deep", "--json")
        assert verified.code == 0, verified.text
        # Each damage is done at the place where the lake was made, since open tables hold absolute paths.
        self.kept = folder / "kept"
        shutil.copytree(self.whole.folder, self.kept)

    def tell(self, key: str, damage: str, chance: random.Random, questions=tuple(QUESTIONS)) -> Told:
        """Damages the lake and runs all commands."""
        told = Told(key, damage)
        lake = self.whole
        shutil.rmtree(lake.folder)
        shutil.copytree(self.kept, lake.folder)
        put(lake, key, damaged(self.objects[key], damage, chance))
        self.verify(lake, told)
        for name in questions:
            outcome = lake.call(*QUESTIONS[name])
            told.answers[name] = f"exit {outcome.code}" if outcome.code else "as before"
            if outcome.code == 0 and outcome.out != self.answers[name]:
                told.answers[name] = "WRONG"
                told.faults.append(f"{name} gives another answer with exit code 0")
        self.rebuild(lake, told)
        put(lake, key, self.objects[key])
        if told.rebuild != "restores":
            self.restored(lake, told)
        return told

    def verify(self, lake: program.Lake, told: Told):
        outcome = lake.call("verify", "--deep", "--json")
        findings = [(check["check"], finding) for check in outcome.json["checks"] for finding in check["findings"]] if outcome.out else []
        of_it = [
            check
            for check, finding in findings
            if finding["where"].startswith(told.key.removesuffix(".jsonl")) or told.key in finding["what"]
        ]
        told.verify = of_it[0] if of_it else ("exit " + str(outcome.code) if outcome.code else "nothing")
        if (kind_of(told.key), told.damage) in PASSING:
            return
        if outcome.code != 8 or not of_it:
            told.faults.append(f"verify does not name it (exit code {outcome.code}): {findings}")
        if any(not finding["mend"] for _, finding in findings):
            told.faults.append("a finding without what mends it")

    def rebuild(self, lake: program.Lake, told: Told):
        outcome = lake.call("rebuild")
        tables = partitions(objects(lake))
        if outcome.code == 0:
            told.rebuild = "restores"
            if tables != self.tables:
                told.faults.append("rebuild succeeds with other tables than before")
            for name, words in QUESTIONS.items():
                if lake.call(*words).out != self.answers[name]:
                    told.faults.append(f"{name} gives another answer after the rebuild")
            return
        told.rebuild = f"refuses (exit {outcome.code})"
        without = {key: content for key, content in tables.items() if key != told.key}
        if without != {key: content for key, content in self.tables.items() if key != told.key}:
            told.faults.append(f"rebuild refuses and changes tables: {last_line(outcome)}")

    def restored(self, lake: program.Lake, told: Told):
        outcome = lake.call("rebuild")
        verified = lake.call("verify", "--deep", "--json")
        if outcome.code or verified.code:
            # The journal goes on after what was damaged: a restored file of it lacks what came since.
            if not told.key.startswith("audit/"):
                told.faults.append(f"not well again once it is restored: {last_line(outcome)} {verified.out}")


def kind_of(key: str) -> str:
    """What the table of the page calls an object."""
    name = key.rsplit("/", 1)[-1]
    kinds = {
        "raw/decisions/": "decision about a suspect row",
        "raw/": "fetch record" if name.endswith(".fetch.json") else "raw object",
        "processed/exchange_rates/": "partition of rates",
        "processed/exchange_rates_revisions/": "partition of revisions",
        "processed/": "manifest",
        "tables/": next(kind for ending, kind in OPEN_TABLE.items() if name.endswith(ending)) if key.startswith("tables/") else "",
        "quarantine/": "rejected rows",
        "runs/_": "lock of the current run",
        "runs/": "history of a run" if "/history/" in key else "input, step, or report of a run",
        "schedules/": "state of a schedule",
        "audit/head": "head of the journal",
        "audit/": "journal",
    }
    return next(kind for prefix, kind in kinds.items() if key.startswith(prefix))


def page(told: list[Told]) -> str:
    rows: dict[tuple[str, str], list[Told]] = {}
    for each in told:
        rows.setdefault((kind_of(each.key), each.damage), []).append(each)

    def text(found, of):
        return ", ".join(sorted({of(each) for each in found}))

    table = "".join(
        f"| {kind} | {damage} | {len(found)} | {text(found, lambda each: each.verify)} | {text(found, lambda each: each.answers.get('rates', ''))} | "
        f"{text(found, lambda each: each.answers.get('query', ''))} | {text(found, lambda each: each.rebuild)} |\n"
        for (kind, damage), found in rows.items()
    )
    return f"""# Damage to a lake

`make test-trust` generates this page. It damages each object of a small lake in three ways, one at a time: it removes the object, truncates it to half its size, or flips one bit
(several times, at random positions). It tested {len(told)} damaged lakes. Each must satisfy these conditions:

- `fxlake verify --deep` names the object, the problem, its consequence, and the repair, and exits with 8;
- no command returns a different result with exit code 0;
- `fxlake rebuild` recreates the tables byte for byte, or refuses and leaves them unchanged;
- after the object is restored from a backup, the lake is intact.

| object | damage | tests | check of `verify` that reports it | `rates` | `query` | `rebuild` |
|---|---|---|---|---|---|---|
{table}
`nothing` appears only where no information is lost. `runs/_running.json` names the current run; between runs there is none, and the next run replaces the object.
The journal names the schedule of each run that a schedule started. The state of a schedule that never started a run can be removed undetected; nothing depends on it.
By design, a damaged journal cannot be recreated: restore it from a backup. No rate depends on it.
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bits", type=int, default=4, help="how often a bit is flipped in each object")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--page", type=pathlib.Path, default=PAGE)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as folder:
        campaign = Campaign(pathlib.Path(folder))
        told = []
        for key in campaign.objects:
            for damage in ["removed", "truncated"] + ["one bit flipped"] * options.bits:
                told.append(campaign.tell(key, damage, chance))
                for fault in told[-1].faults:
                    print(f"{key} {damage}: {fault}", flush=True)
    options.page.write_text(page(told), encoding="utf-8")
    faults = sum(len(each.faults) for each in told)
    print(f"{len(told)} damaged lakes, {faults} faults; {options.page} says what each command said")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
