# SPDX-License-Identifier: Apache-2.0
"""docs/reference/cli.md is the output of `fxlake help --markdown`, and help pages fit a terminal. UPDATE_GOLDEN=1 writes the page."""

import os
import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
FXLAKE = pathlib.Path(os.environ["FXLAKE_BUILD"]).resolve() / "bin" / "fxlake"
PAGE = ROOT / "docs" / "reference" / "cli.md"
COLUMNS = 100
LONG_WORDS = r"^\s*(fxlake .*|\S{60,})$"  # an example is one line, and a word is not broken


def output(*words: str) -> str:
    return subprocess.run([FXLAKE, *words], capture_output=True, text=True, check=True, timeout=60).stdout


class Reference(unittest.TestCase):
    maxDiff = None

    def test_the_page_is_current(self):
        said = output("help", "--markdown")
        if os.environ.get("UPDATE_GOLDEN") == "1":
            PAGE.write_text(said, encoding="utf-8")
        self.assertEqual(PAGE.read_text(encoding="utf-8"), said)

    def test_every_command_has_a_page_that_fits_and_examples(self):
        commands = re.findall(r"^### fxlake (.+)$", output("help", "--markdown"), re.M)
        self.assertIn("rates", commands)
        self.assertIn("source try", commands)
        for command in commands:
            with self.subTest(command=command):
                page = output(*command.split(), "--help")
                self.assertTrue(page.startswith(f"fxlake {command} - "), page[:80])
                self.assertIn("\nEXAMPLES\n", page)
                self.assertEqual([line for line in page.splitlines() if len(line) > COLUMNS and not re.match(LONG_WORDS, line)], [])
                self.assertEqual(page, output("help", *command.split()))

    def test_the_program_s_page_fits_and_names_every_command(self):
        page = output("--help")
        self.assertEqual(page, output())
        self.assertEqual([line for line in page.splitlines() if len(line) > COLUMNS], [])
        for command in re.findall(r"^### fxlake (.+)$", output("help", "--markdown"), re.M):
            self.assertRegex(page, rf"(?m)^  {command}  +\S")


if __name__ == "__main__":
    unittest.main()
