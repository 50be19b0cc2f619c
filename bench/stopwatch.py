# SPDX-License-Identifier: Apache-2.0
"""What a program costs as a whole process: seconds on the clock, seconds of the cores, peak memory."""

import dataclasses
import os
import pathlib
import statistics
import subprocess
import time
from collections.abc import Callable, Iterable

HERE = pathlib.Path(__file__).resolve().parent


@dataclasses.dataclass(frozen=True)
class Run:
    wall: float
    user: float
    system: float
    peak_mib: float

    @property
    def cpu(self) -> float:
        return self.user + self.system


@dataclasses.dataclass(frozen=True)
class Spread:
    least: float
    median: float
    most: float

    @staticmethod
    def of(values: Iterable[float]) -> "Spread":
        values = list(values)
        return Spread(min(values), statistics.median(values), max(values))


@dataclasses.dataclass
class Contender:
    """One of those measured beside each other."""

    name: str
    command: list[str]
    prepare: Callable[[], None]  # before each run, not measured


def set_aside(path: pathlib.Path):
    """Out of the way under another name. A file system that has just deleted thousands of files is slow to make new ones."""
    if path.exists():
        path.rename(path.with_name(f"aside-{path.name}-{time.monotonic_ns()}"))


def compile_c(name: str, folder: pathlib.Path) -> pathlib.Path:
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cc", "-O2", "-o", folder / name, HERE / f"{name}.c"], check=True)
    return folder / name


class Stopwatch:
    def __init__(self, folder: pathlib.Path):
        self._program = compile_c("stopwatch", folder)
        self._result = folder / "stopwatch.txt"

    def run(self, command: list[str]) -> Run:
        done = subprocess.run([self._program, self._result, *command], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"bench: exit {done.returncode} of {' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
        wall, user, system, peak = map(float, self._result.read_text().split())
        return Run(wall, user, system, peak / 1024)

    def race(self, contenders: list[Contender], rounds: int, rehearsals: int = 1) -> dict[str, list[Run]]:
        """One after the other, `rounds` times, after rounds that do not count: what else the machine does meets all of them. What the one
        before has written is on the disk by then: those who sync their files would wait for those of others."""
        runs = {contender.name: [] for contender in contenders}
        for at in range(rehearsals + rounds):
            for contender in contenders:
                contender.prepare()
                os.sync()
                run = self.run(contender.command)
                if at >= rehearsals:
                    runs[contender.name].append(run)
        return runs


def ratio(of: list[Run], to: list[Run], what: Callable[[Run], float]) -> Spread:
    """How often `to` goes into `of`, round by round."""
    return Spread.of(what(one) / what(other) for one, other in zip(of, to, strict=True))
