# SPDX-License-Identifier: Apache-2.0
"""Runs the program in tests: on its own lake, with recorded or made-up responses of sources."""

import contextlib
import dataclasses
import decimal
import hashlib
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import zipfile

import pyarrow
import pyarrow.parquet

# One thread of each kind: pyarrow's pools may crash a process that ends while they stop.
pyarrow.set_cpu_count(1)
pyarrow.set_io_thread_count(1)

ROOT = pathlib.Path(__file__).resolve().parent.parent
FXLAKE = pathlib.Path(os.environ["FXLAKE_BUILD"]) / "bin" / "fxlake"
SANITIZED = any(re.match(r"FXLAKE_SANITIZE:\w+=.", line) for line in (FXLAKE.parent.parent / "CMakeCache.txt").read_text().splitlines())
HISTORY = ROOT / "build" / "deps" / "ecb" / "eurofxref-hist.zip"
RATES = "exchange_rates"
REVISIONS = "exchange_rates_revisions"
# In memory if possible: the program syncs every write, which hundreds of runs do not need.
_SCRATCH = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
_PROXIES = {"http_proxy", "https_proxy", "all_proxy", "no_proxy"}


@dataclasses.dataclass
class Outcome:
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def text(self) -> str:
        return self.out + self.err


class Lake:
    """A lake in a folder, and the program run on it."""

    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        self.environment: dict[str, str] = {}

    def command(self, *words) -> list[str]:
        return [str(FXLAKE), *map(str, words), "--lake", str(self.folder)]

    def call(self, *words, timeout=60, env=None, **more) -> Outcome:
        """`more` goes to subprocess.run."""
        environment = {name: value for name, value in os.environ.items() if name.lower() not in _PROXIES} | self.environment | (env or {})
        done = subprocess.run(self.command(*words), capture_output=True, text=True, timeout=timeout, env=environment, **more)
        return Outcome(done.returncode, done.stdout, done.stderr)

    def run(self, source: str, replay=None, today="2026-04-14", options=(), **more) -> Outcome:
        words = ["run", "--json", "--source", source, "--today", today, *options]
        return self.call(*words, *(["--replay", replay] if replay else []), **more)

    def _files(self, table: str):
        """(source, year, content) of each of a table's files."""
        for path in sorted(self.folder.glob(f"processed/{table}/source=*/year=*/*.parquet")):
            partition = dict(part.split("=") for part in path.parts if "=" in part)
            yield (
                partition["source"],
                int(partition["year"]),
                pyarrow.parquet.read_table(pyarrow.BufferReader(path.read_bytes()), use_threads=False, pre_buffer=False),
            )

    def rows(self, table=RATES) -> list[dict]:
        """Every row of a table's files, as Python values, with the partition columns; sorted by key and time."""
        rows = [row | {"source": source, "year": year} for source, year, found in self._files(table) for row in found.to_pylist()]
        return sorted(rows, key=lambda row: (row["source"], row["date"], row["base_currency"], row["target_currency"], row["recorded_at"]))

    def rates(self, table=RATES) -> dict[tuple, decimal.Decimal]:
        """{(source, date, base, target): rate}; a key that is there twice is an error."""
        rates, count = {}, 0
        for source, _, found in self._files(table):
            dates = found["date"].cast(pyarrow.string())
            columns = [column.to_pylist() for column in (dates, found["base_currency"], found["target_currency"], found["rate"])]
            rates.update(((source, date, base, target), rate) for date, base, target, rate in zip(*columns, strict=True))
            count += found.num_rows
        if len(rates) != count:
            raise AssertionError(f"{count - len(rates)} keys are in {table} twice")
        return rates

    def hashes(self, under="processed", ending="") -> dict[str, str]:
        """{path: SHA-256} of the files below a folder of the lake."""
        top = self.folder / under
        files = [path for path in top.rglob("*" + ending) if path.is_file()]
        return {str(path.relative_to(top)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    def manifest(self) -> dict:
        return json.loads((self.folder / "processed" / "_manifest.json").read_text())

    def quarantined(self) -> list[dict]:
        """The rejected rows of all fetches."""
        files = sorted(self.folder.glob("quarantine/source=*/*.json"))
        return [row for file in files for row in json.loads(file.read_text())["rejected"]]

    def raw_bodies(self) -> list[bytes]:
        files = sorted(self.folder.glob("raw/source=*/*/*/*"))
        return [file.read_bytes() for file in files if not file.name.endswith(".fetch.json")]


def without_plausibility(spec: str) -> str:
    """A source file with the checks of plausibility turned off."""
    spec = spec if "[plausibility]\n" in spec else spec + "\n[plausibility]\n"
    return spec.replace("[plausibility]\n", "[plausibility]\ncheck = false\n")


class Case(unittest.TestCase):
    """A test with its own folder, which is deleted afterwards."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="fxlake-test-", dir=_SCRATCH))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.lake = Lake(self.folder / "lake")

    def new_lake(self, folder: pathlib.Path | None = None) -> Lake:
        environment = self.lake.environment
        self.lake = Lake(folder or pathlib.Path(tempfile.mkdtemp(prefix="lake-", dir=self.folder)))
        self.lake.environment = environment
        return self.lake

    def take_any_rates(self, *sources: str):
        """Turns off plausibility for the made-up rates of these sources."""
        for source in sources:
            self.file(f"any-rates/{source}.toml", without_plausibility((ROOT / "sources" / f"{source}.toml").read_text(encoding="utf-8")))
        self.lake.environment = {"FXLAKE_SOURCES": str(self.folder / "any-rates")}

    def file(self, name: str, content: bytes | str) -> pathlib.Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def succeeds(self, outcome: Outcome) -> Outcome:
        self.assertEqual(outcome.code, 0, outcome.text[-2000:])
        return outcome

    def fails(self, outcome: Outcome, *words: str) -> Outcome:
        """The program fails without a signal and prints these words."""
        self.assertGreater(outcome.code, 0, outcome.text[-2000:])
        for word in words:
            self.assertIn(word, outcome.text)
        return outcome


def zipped(csv: str, name="eurofxref-hist.csv") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(name, csv)
    return buffer.getvalue()


def unzipped(path: pathlib.Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(archive.namelist()[0]).decode()


def csv_rates(csv: str, source="ecb-history") -> dict[tuple, decimal.Decimal]:
    """The ECB's table, read in the simplest way."""
    head, *lines = [line.split(",") for line in csv.split()]
    cells = ((line[0], code, cell) for line in lines for code, cell in zip(head[1:], line[1:], strict=True))
    return {(source, date, "EUR", code): decimal.Decimal(cell) for date, code, cell in cells if cell not in ("", "N/A")}


def sub_report(outcome: Outcome, source="") -> dict:
    """The report of a run about a source, or about its only source."""
    sources = outcome.json["sources"]
    return next(report for report in sources if source in ("", report["source"]))


@contextlib.contextmanager
def replaced(path: pathlib.Path, old: str, new: str):
    """A file with another text in it for a while."""
    text = path.read_text()
    path.write_text(text.replace(old, new))
    try:
        yield
    finally:
        path.write_text(text)
