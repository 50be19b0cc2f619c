# SPDX-License-Identifier: Apache-2.0
"""Behavior as text: each tests/scenarios/*.test is a session at a prompt, with the output of the program.

    # what a line says for people; or a directive:
    # lake: none            start without a lake, not with the rates of tests/data/ecb-small
    # mask: REGEX -> TEXT   these places may differ: they are shown as TEXT

    $ fxlake rates EUR USD --date 2026-01-02
    ----
    output of the command: standard output, then standard error, then "exit N" unless N is 0

Commands run in bash, in a folder of their own where ./lake is the lake, small.zip a recording of the bank's file, and
data/ the folder tests/data.
UPDATE_GOLDEN=1 writes what came instead of comparing; read the difference.
"""

import functools
import os
import pathlib
import re
import subprocess
import tempfile
import unittest
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAMS = pathlib.Path(os.environ["FXLAKE_BUILD"]).resolve() / "bin"
SCENARIOS = sorted((ROOT / "tests" / "scenarios").glob("*.test"))
UPDATE = os.environ.get("UPDATE_GOLDEN") == "1"
TODAY = "2026-01-06"
# When something happened, and what depends on it: times of day, hashes of records, the random end of a run's name.
MASKS = [
    r"(?<=\d{8}T)\d{6}\.\d{6}(?=Z)",
    r"(?<=\d{4}-\d\d-\d\dT)\d\d:\d\d:\d\d(?:\.\d+)?(?=Z)",
    r"(?<=Z-)[0-9a-f]{16}",
    r"(?<=Z-)[0-9a-f]{6}\b",
]


def blocks(text: str) -> tuple[str, list[tuple[str, str]]]:
    """What stands before the first command, and each command with its expected output."""
    head, *rest = re.split(r"^\$ ", text, flags=re.M)
    return head, [tuple(block.split("----\n", 1)) if "----\n" in block else (block, "") for block in rest]


def directives(head: str, name: str) -> list[str]:
    return re.findall(rf"^# {name}: (.*)$", head, re.M)


def masked(text: str, masks: list[str]) -> str:
    for mask in MASKS:
        text = re.sub(mask, lambda match: re.sub(r"\w", "#", match.group()), text)
    for mask in masks:
        text = re.sub(*mask.split(" -> ", 1), text)
    return text


class Session:
    """A prompt in an empty folder, with the program on its path."""

    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        keep = {name: value for name, value in os.environ.items() if not name.startswith(("FXLAKE_", "COMP_"))}
        self.environment = keep | {"PATH": f"{PROGRAMS}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
        (folder / "data").symlink_to(ROOT / "tests" / "data")
        with zipfile.ZipFile(folder / "small.zip", "w", zipfile.ZIP_STORED) as archive:
            history = (ROOT / "tests" / "data" / "ecb-small" / "eurofxref-hist.csv").read_bytes()
            archive.writestr(zipfile.ZipInfo("eurofxref-hist.csv", (2026, 1, 6, 0, 0, 0)), history)

    def fill(self):
        self.answer(f"fxlake ingest --source ecb-history --replay small.zip --today {TODAY} && fxlake transform", succeed=True)

    def answer(self, command: str, succeed: bool = False) -> str:
        done = subprocess.run(["bash", "-c", command], cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=60)
        if succeed and done.returncode:
            raise AssertionError(f"{command}: {done.stdout}{done.stderr}")
        code = f"exit {done.returncode}\n" if done.returncode else ""
        return (done.stdout + done.stderr).replace(str(self.folder.resolve()), "$PWD") + code


class Scenarios(unittest.TestCase):
    maxDiff = None

    def check(self, path: pathlib.Path):
        text = path.read_text(encoding="utf-8")
        head, steps = blocks(text)
        self.assertTrue(steps, "a scenario without a command")
        masks = directives(head, "mask")
        with tempfile.TemporaryDirectory() as folder:
            session = Session(pathlib.Path(folder))
            if directives(head, "lake") != ["none"]:
                session.fill()
            came = head
            for command, _ in steps:
                answer = masked(session.answer(command), masks).rstrip()
                came += f"$ {command.rstrip()}\n----\n{answer}\n" + ("\n" if answer else "")
        came = came.rstrip() + "\n"
        if UPDATE:
            path.write_text(came, encoding="utf-8")
        self.assertEqual(text if not UPDATE else came, came)

    def test_a_wrong_answer_is_noticed(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "wrong.test"
            path.write_text("# lake: none\n\n$ fxlake --version\n----\nfxlake of another time\n", encoding="utf-8")
            if not UPDATE:
                self.assertRaises(AssertionError, self.check, path)


for scenario in SCENARIOS:
    setattr(Scenarios, f"test_{scenario.stem}", functools.partialmethod(Scenarios.check, scenario))


if __name__ == "__main__":
    unittest.main()
