# SPDX-License-Identifier: Apache-2.0
"""Every recording of a shipped source, read by a program in a root directory that holds nothing but itself and the lake: what bodies mean
does not depend on the machine."""

import json
import os
import re
import shutil
import subprocess
import unittest

import lambda_emulator
import program

FEEDS = program.ROOT / "tests" / "data" / "feeds"


def may_change_root() -> list[str] | None:
    """How to run a program in another root directory, if this machine allows it."""
    chroot, unshare = shutil.which("chroot") or "chroot", shutil.which("unshare") or "unshare"
    for words in ([chroot], [unshare, "-r", chroot]):
        tried = subprocess.run([*words, "/", "/bin/true"], capture_output=True, check=False)
        if tried.returncode == 0:
            return words
    return None


def recordings() -> dict[str, tuple[str, str]]:
    """The first and the last day of each, as the test of the readers has them."""
    text = (program.ROOT / "src" / "fxlake" / "sources" / "feeds_test.cc").read_text()
    return {name: (first, last) for name, first, last in re.findall(r'\{"([a-z-]+)",\s+"([-\d]+)",\s+"[-\d]+",\s+"([-\d]+)"\}', text)}


@unittest.skipUnless(lambda_emulator.CLOUD.exists(), "fxlake-cloud is not built")
@unittest.skipUnless(shutil.which("chroot") and may_change_root(), "the root directory may not be changed here")
class EmptyRoot(program.Case):
    def test_each_recording_is_read(self):
        root = self.folder / "root"
        root.mkdir()
        shutil.copy(lambda_emulator.CLOUD, root / "fxlake-cloud")
        rules = self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")
        charsets = 0
        self.assertEqual({path.name for path in FEEDS.iterdir()}, set(recordings()))
        for name, (first, last) in recordings().items():
            recording = FEEDS / name
            with self.subTest(name):
                self.lake = program.Lake(root / name)
                words = ["ingest", "--source", name, "--from", first, "--to", last, "--today", last]
                self.succeeds(self.lake.call(*words, "--replay", recording))
                command = [*may_change_root(), root, "/fxlake-cloud", "transform", "--source", name]
                done = subprocess.run(command, env={"FXLAKE_LAKE": f"/{name}"}, capture_output=True, text=True, check=False, timeout=60)
                self.assertEqual(done.returncode, 0, done.stderr[-2000:])
                answer = json.loads(done.stdout)
                self.assertEqual((answer["rejected"], answer.get("unreadable", [])), (0, []), answer)
                self.assertGreater(answer["added"], 0)
                charsets += any(b"windows-1251" in body[:200] for body in self.lake.raw_bodies())
                there = self.lake.rates()
                # The same with the other program, on the whole machine.
                shutil.rmtree(self.lake.folder)
                self.succeeds(self.lake.run(name, recording, today=last, options=["--from", first, "--to", last, "--rules", rules]))
                self.assertEqual(self.lake.rates(), there)
        self.assertGreater(charsets, 0, "one of the recordings is not in UTF-8")


if __name__ == "__main__":
    os.environ.setdefault("FXLAKE_BUILD", "build")
    unittest.main()
