# SPDX-License-Identifier: Apache-2.0
"""A lake as the first version wrote it: this one verifies, reads, continues and rebuilds it. The archive changes with no later version;
UPDATE_GOLDEN=1 writes it again while the first one is not released."""

import io
import json
import os
import pathlib
import tarfile
import unittest

import program

ARCHIVE = program.ROOT / "tests" / "data" / "lakes" / "0.1.0.tar.gz"
TODAY = "2026-04-14"
HISTORY = "Date,USD,JPY,\n2026-04-14,1.1684,187.5,\n2026-04-13,1.17,187,\n2025-12-30,1.16,186,\n"
REVISED = "Date,USD,JPY,\n2026-04-14,1.1685,187.5,\n2026-04-13,1.17,187,\n2025-12-30,1.16,186,\n"
LATER = "Date,USD,JPY,\n2026-04-15,1.18,188,\n" + REVISED.partition("\n")[2]


class Upgrade(program.Case):
    def setUp(self):
        super().setUp()
        self.take_any_rates("ecb-history")
        self.rules = self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")

    def run_with(self, csv: str, today: str, name: str):
        recording = self.file(f"{name}.zip", program.zipped(csv))
        self.succeeds(self.lake.run("ecb-history", recording, today=today, options=["--rules", self.rules, "--name", name]))

    def make(self):
        self.run_with(HISTORY, TODAY, "first")
        self.run_with(REVISED, TODAY, "second")
        ARCHIVE.parent.mkdir(parents=True, exist_ok=True)
        with tarfile.open(ARCHIVE, "w:gz", compresslevel=9) as archive:
            for path in sorted(self.lake.folder.rglob("*")):
                if path.is_file():
                    entry = tarfile.TarInfo(str(path.relative_to(self.lake.folder)))
                    entry.size, content = path.stat().st_size, path.read_bytes()
                    archive.addfile(entry, io.BytesIO(content))
        self.new_lake()

    def test_the_lake_of_the_first_version(self):
        if os.environ.get("UPDATE_GOLDEN") == "1":
            self.make()
        with tarfile.open(ARCHIVE) as archive:
            archive.extractall(self.lake.folder)
        self.assertEqual(json.loads(pathlib.Path(self.lake.folder, "processed", "_manifest.json").read_text())["format"], 1)
        self.succeeds(self.lake.call("verify", "--deep", "--today", TODAY))
        self.succeeds(self.lake.call("audit", "verify"))
        self.assertEqual([run["name"] for run in self.succeeds(self.lake.call("runs", "--json")).json], ["second", "first"])
        asked = self.succeeds(self.lake.call("rates", "EUR", "USD", "--date", TODAY, "--json")).json
        self.assertEqual([row["rate"] for row in asked], ["1.1685"])
        query = ["query", "SELECT count(*) AS n FROM exchange_rates_revisions", "--format", "csv"]
        self.assertEqual(self.succeeds(self.lake.call(*query)).out, "n\n1\n")

        before = self.lake.hashes(ending=".parquet")
        self.assertEqual(len(before), 3)
        self.succeeds(self.lake.call("rebuild"))
        self.assertEqual(self.lake.hashes(ending=".parquet"), before)

        self.run_with(LATER, "2026-04-15", "third")
        asked = self.succeeds(self.lake.call("rates", "EUR", "USD", "--date", "2026-04-15", "--json")).json
        self.assertEqual([row["rate"] for row in asked], ["1.18"])
        self.succeeds(self.lake.call("verify", "--deep", "--today", "2026-04-15"))


if __name__ == "__main__":
    unittest.main()
