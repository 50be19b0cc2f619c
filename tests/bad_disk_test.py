# SPDX-License-Identifier: Apache-2.0
"""A full or read-only disk: one clear error, no partial files, and the next run finishes the work."""

import ctypes
import os
import pathlib
import resource
import shutil
import stat
import subprocess
import unittest

import program


def obey_permissions():
    """Before the program starts: removes root's right to write everywhere (prctl(2), capabilities(7))."""
    drop_from_bounding_set, override_permissions = 24, 1
    if os.geteuid() == 0 and ctypes.CDLL(None).prctl(drop_from_bounding_set, override_permissions, 0, 0, 0) != 0:
        raise OSError("a capability cannot be dropped")


def history(days: int, last="2026-04-14") -> str:
    """Some days of one year, with so many currencies that the partition is the largest file of the run."""
    codes = "USD,JPY,GBP,CHF,SEK,NOK,DKK,PLN,CZK,HUF"
    lines = [
        f"{last[:8]}{day:02},{','.join(f'{at + 1}.{day * 7919 + at * 104729:06}' for at in range(10))},\n" for day in range(days, 0, -1)
    ]
    return f"Date,{codes},\n" + "".join(lines)


class BadDisk(program.Case):
    def setUp(self):
        super().setUp()
        self.take_any_rates("ecb-history")
        self.rules = ["--rules", self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")]
        self.old = self.file("old/eurofxref-hist.zip", program.zipped(history(7)))
        self.new = self.file("new/eurofxref-hist.zip", program.zipped(history(14)))

    def run_on(self, replay, **more) -> program.Outcome:
        return self.lake.run("ecb-history", replay, options=self.rules, **more)

    def left_over(self) -> list[pathlib.Path]:
        return list(self.lake.folder.rglob(".fxlake-*-*"))

    def check_then_finished(self):
        self.assertEqual(self.left_over(), [])
        self.succeeds(self.run_on(self.new))
        self.assertEqual(self.lake.rates(), program.csv_rates(history(14)))

    def test_no_room_for_a_file(self):
        """A limit for the file size: the smaller it is, the earlier the run stops."""
        said = set()
        for limit in [20, 100, 400, 800, 1200, 1600, 2000, 3000]:
            with self.subTest(limit=limit):
                self.new_lake()
                self.succeeds(self.run_on(self.old))
                # The journal is written first; a long journal would always exceed the limit.
                shutil.rmtree(self.lake.folder / "audit")
                before = self.lake.rates()
                files = self.lake.hashes(ending=".parquet")
                limited = self.run_on(self.new, preexec_fn=lambda limit=limit: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
                if limited.code != 0:
                    self.fails(limited, "File too large")
                    said.add(limited.err.split(":")[1] if limited.err else "in the report")
                    self.assertIn(len(self.lake.rates()), (len(before), 140))
                    self.assertTrue(files == self.lake.hashes(ending=".parquet") or self.lake.rates() == program.csv_rates(history(14)))
                self.check_then_finished()
        self.assertGreater(len(said), 1, f"the limits all stopped the same step: {said}")

    def test_a_full_disk(self):
        """On a real full disk, if this machine allows one."""
        folder = self.folder / "small"
        folder.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder], capture_output=True, check=False)
        if mounted.returncode != 0:
            folder = self.folder  # then the sizes above are all there is to see
        else:
            self.addCleanup(subprocess.run, ["umount", "-l", folder], check=False)
        self.new_lake(folder / "lake")
        self.succeeds(self.run_on(self.old))
        before = self.lake.rates()
        if mounted.returncode == 0:
            with (folder / "filler").open("wb", buffering=0) as filler:
                while filler.write(b"x" * 4096) == 4096 and os.statvfs(folder).f_bavail > 0:
                    pass
            outcome = self.fails(self.run_on(self.new), "No space left on device")
            self.assertEqual(len(outcome.err.splitlines()), 1, outcome.err)
            self.assertEqual(self.lake.rates(), before)
            (folder / "filler").unlink()
        self.check_then_finished()

    def test_a_folder_that_may_not_be_written_to(self):
        self.succeeds(self.run_on(self.old))
        before = self.lake.rates()
        folders = [path for path in [self.lake.folder, *self.lake.folder.rglob("*")] if path.is_dir()]
        for path in folders:
            path.chmod(stat.S_IRUSR | stat.S_IXUSR)
        outcome = self.fails(
            self.run_on(self.new, preexec_fn=obey_permissions), "writing the journal", "Permission denied", str(self.lake.folder)
        )
        self.assertEqual(outcome.code, 7)
        self.assertEqual(outcome.json["error"], "denied")
        self.assertEqual(len(outcome.err.splitlines()), 1, outcome.err)
        self.assertEqual(self.lake.rates(), before)
        for path in folders:
            path.chmod(0o755)
        self.check_then_finished()

    def test_a_lake_that_is_a_file(self):
        self.new_lake(self.file("occupied", "not a folder"))
        self.fails(self.run_on(self.new), "occupied", "Not a directory")
        self.assertEqual(self.lake.folder.read_text(), "not a folder")

    def test_a_lake_behind_a_link(self):
        links = {"dangling": ("nowhere", "whose target does not exist"), "loop": ("loop", "Too many levels of symbolic links")}
        for name, (target, reason) in links.items():
            with self.subTest(name):
                (self.folder / name).symlink_to(self.folder / target)
                for place in (name, name + "/lake"):
                    self.new_lake(self.folder / place)
                    self.fails(self.run_on(self.new), name, reason)
        (self.folder / "good").symlink_to(self.folder / "elsewhere")
        (self.folder / "elsewhere").mkdir()
        self.new_lake(self.folder / "good")
        self.check_then_finished()

    def test_a_manifest_that_is_broken(self):
        self.succeeds(self.run_on(self.old))
        manifest = self.lake.folder / "processed" / "_manifest.json"
        whole = manifest.read_text()
        for text, word in {
            whole[:100]: "manifest",
            whole.replace('"format": 1', '"format": 99'): "its format is 99",
            "": "manifest",
        }.items():
            manifest.write_text(text)
            self.fails(self.run_on(self.new), "reading the manifest", word)
            self.assertEqual(manifest.read_text(), text, "left as it is")
        manifest.write_text(whole)
        self.check_then_finished()


if __name__ == "__main__":
    unittest.main()
