# SPDX-License-Identifier: Apache-2.0
"""The source files as files: duplicated parts are equal."""

import pathlib
import unittest

SOURCES = pathlib.Path(__file__).resolve().parent.parent / "sources"


def without_name(path: pathlib.Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith(("#", "name = "))]


class SourceFiles(unittest.TestCase):
    def test_the_history_under_its_files_name_is_the_history(self):
        history = without_name(SOURCES / "ecb-history.toml")
        recordings = without_name(SOURCES / "ecb-hist.toml")
        self.assertEqual(recordings, history)


if __name__ == "__main__":
    unittest.main()
