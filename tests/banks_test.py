# SPDX-License-Identifier: Apache-2.0
"""Each verified source reads its whole recording exactly, where the recordings lie beside the repository; the test prints a table of them.
Small extracts that are always there are read by sources_test (BanksTest)."""

import csv
import decimal
import io
import os
import pathlib
import re
import subprocess
import sys
import unittest

import program

FEEDS = program.ROOT.parent / "shared" / "data" / "feeds"
SOURCES = program.ROOT / "sources"
# Recordings whose source has another name.
SOURCE_OF = {"ecb_historical": "ecb-csv", "ecb_recent": "ecb-csv", "nbkr_historical": "nbkr", "nbkr_live": "nbkr"}
# Recordings that do not cover a whole range of days.
DAYS = {
    "bcb": ("2026-03-01", "2026-03-07"),
    "hnb": ("2022-12-28", "2023-01-06"),
    "lb": ("2014-12-29", "2014-12-31"),
    "nbkr_historical": ("2005-06-01", "2005-06-30"),
    "nbrb": ("2026-03-01", "2026-03-17"),
    "nbm": ("2026-04-06", "2026-04-08"),
}
# Recordings that no source file reads yet, and why.
NOT_READ = {
    "bi": "a form whose hidden fields come from a page, for three of its currencies",
    "bsp": "a list of files of which the newest is not recorded",
}
TEN_DECIMALS = decimal.Decimal(1).scaleb(-10)


def rates(text: str) -> dict[tuple[str, ...], decimal.Decimal]:
    """Rates by date, base and quote, with the decimals of the lake."""
    rows = list(csv.reader(io.StringIO(text)))[1:]
    return {tuple(row[:3]): decimal.Decimal(row[3]).quantize(TEN_DECIMALS, decimal.ROUND_HALF_EVEN) for row in rows if row}


def secrets(source: pathlib.Path) -> dict[str, str]:
    """Any values: a recording matches requests with any secret."""
    _, _, table = source.read_text(encoding="utf-8").partition("[secrets]")
    return {name: "secret-of-the-test" for name in re.findall(r'^\w+ = "([A-Z][A-Z0-9_]+)"$', table.partition("\n[")[0], re.M)}


def read(source: str, recording: pathlib.Path) -> tuple[dict, str]:
    spec = SOURCES / f"{source}.toml"
    command = [program.FXLAKE, "source", "try", str(spec), "--replay", str(recording)]
    if days := DAYS.get(recording.name):
        command += ["--from", days[0], "--to", days[1]]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=dict(os.environ) | secrets(spec))
    return rates(done.stdout), "" if done.returncode == 0 else done.stderr


class Banks(unittest.TestCase):
    def test_whole_recordings(self):
        print(f"{'recording':<18}{'rates':>8}{'facts':>8}  checked by")
        for recording in sorted(path for path in FEEDS.iterdir() if path.is_dir()):
            if recording.name in NOT_READ:
                print(f"{recording.name:<18}{'':>16}  not read: {NOT_READ[recording.name]}")
                continue
            with self.subTest(recording.name):
                got, failure = read(SOURCE_OF.get(recording.name, recording.name), recording)
                self.assertEqual(failure, "")
                self.assertTrue(got, "no rates")
                every = recording / "expected.csv"
                facts = every if every.exists() else recording / "facts.csv"
                known = rates(facts.read_text(encoding="utf-8")) if facts.exists() else {}
                print(
                    f"{recording.name:<18}{len(got):>8}{len(known):>8}  {'every row' if every.exists() else 'facts' if known else 'nothing: no facts are known'}"
                )
                self.assertEqual({key: got.get(key) for key in known}, known)
                if every.exists():
                    self.assertEqual(set(got) - set(known), set(), "rates that the recording has not")


if __name__ == "__main__":
    if not FEEDS.is_dir():
        print("the recordings are not beside the repository: only their extracts are tested (sources_test)")
        sys.exit(77)
    unittest.main()
