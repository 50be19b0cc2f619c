# SPDX-License-Identifier: Apache-2.0
"""The console in a real Chromium: every view with real data, at two sizes and in both themes. FXLAKE_SCREENSHOTS=folder keeps pictures."""

import os
import re
import shutil
import subprocess
import sys
import unittest

import program
import server

PACKAGES = program.ROOT / "build" / "deps" / "npm-test" / "node_modules"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
STRICT = 'Rules = [\n  RowCount > 1000000,\n  IsComplete "rate",\n  ColumnValues "rate" > 0\n]\n'
HOLES = ("2019-03-12", "2021-07-20", "2021-07-21", "2021-07-22")


class History:
    """The ECB's file as of a day of October 2026, with some invented cells."""

    def __init__(self):
        self.head, *self.rows = program.unzipped(program.HISTORY).splitlines()

    def upto(self, last: str, spoilt: dict[tuple[str, str], str] | None = None) -> bytes:
        columns = self.head.split(",")
        lines = []
        for row in self.rows:
            day = row[:10]
            if day > last or day in HOLES:
                continue
            cells = row.split(",")
            for (spoilt_day, code), text in (spoilt or {}).items():
                if spoilt_day == day:
                    cells[columns.index(code)] = text
            lines.append(",".join(cells))
        return program.zipped("\n".join([self.head, *lines]) + "\n")


class Console(program.Case):
    def run_once(self, name: str, body: bytes, today: str, *options):
        recording = self.file(f"{name}/eurofxref-hist.zip", body)
        return self.lake.run("ecb-history", replay=recording, today=today, options=["--name", name, *options])

    def fill(self):
        """Runs that succeed, and runs that fail because of checks, rejected rows or a source without a table."""
        history = History()
        self.run_once("backfill", history.upto("2026-10-26"), "2026-10-26")
        wrong = history.upto("2026-10-27", {("2026-10-27", "GBP"): "0.84495"})
        self.succeeds(self.run_once("daily", wrong, "2026-10-27"))
        self.succeeds(self.run_once("again", wrong, "2026-10-27"))
        self.run_once(
            "correction", history.upto("2026-10-28", {("2026-10-28", "ISK"): "-135.8", ("2026-10-28", "NOK"): "1O.3120"}), "2026-10-28"
        )
        self.fails(self.run_once("broken", b"<html>502 Bad Gateway</html>", "2026-10-29"))
        self.fails(self.run_once("strict", history.upto("2026-10-29"), "2026-10-29", "--rules", self.file("strict.dqdl", STRICT)))
        self.succeeds(self.run_once("latest", history.upto("2026-10-30"), "2026-10-30"))

    def test_every_view(self):
        self.fill()
        with server.Server(self.lake.folder, today="2026-10-30") as site:
            pictures = os.environ.get("FXLAKE_SCREENSHOTS")
            done = subprocess.run(
                ["node", program.ROOT / "tests" / "console" / "views.mjs", site.url, *([pictures] if pictures else [])],
                capture_output=True,
                text=True,
                timeout=300,
                env=os.environ | {"FXLAKE_NODE_PACKAGES": str(PACKAGES), "FXLAKE_CHROMIUM": CHROMIUM},
            )
        print(done.stdout, end="")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr[-3000:])
        self.assertRegex(done.stdout, re.compile(r"^[1-9]\d* views and [1-9]\d* deeds, 0 wrong$", re.M))


if __name__ == "__main__":
    if not CHROMIUM:
        print("there is no chromium: that the console works in a browser was not proven")
        sys.exit(77)
    unittest.main()
