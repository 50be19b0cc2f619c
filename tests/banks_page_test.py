# SPDX-License-Identifier: Apache-2.0
"""docs/reference/banks.md matches the source files; scripts/banks_page.py writes it."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "scripts"))

import banks_page  # noqa: E402


class BanksPage(unittest.TestCase):
    def test_it_is_made_from_the_source_files(self):
        self.assertEqual(banks_page.PAGE.read_text(encoding="utf-8"), banks_page.page(), "run scripts/banks_page.py")

    def test_each_source_names_its_publisher(self):
        for path in sorted(banks_page.SOURCES.glob("*.toml")):
            with self.subTest(path.stem):
                text = path.read_text(encoding="utf-8")
                self.assertRegex(text, r'(?m)^provider = "[A-Z0-9-]+"$')
                self.assertTrue('\ncountry = "' in text or path.stem == "imf")


if __name__ == "__main__":
    unittest.main()
