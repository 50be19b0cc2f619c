# SPDX-License-Identifier: Apache-2.0
"""Responses that are far too large are rejected quickly and in little memory."""

import os
import struct
import subprocess
import time
import unittest
import zlib

import program

MEGABYTE = 1 << 20


def bomb(megabytes: int, said_size: int) -> bytes:
    """A zip archive of one CSV with that many megabytes of blanks, which says of itself that it has `said_size` bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b" " * MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)  # may stand any number of times
    data = block * megabytes + packer.flush()
    name = b"eurofxref-hist.csv"
    crc = 0
    for _ in range(megabytes):
        crc = zlib.crc32(b" " * MEGABYTE, crc)
    facts = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, crc, len(data), said_size, len(name), 0)
    local = b"PK\3\4" + facts + name + data
    central = b"PK\1\2" + struct.pack("<H", 20) + facts + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    return local + central + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)


class LargeInput(program.Case):
    def check(self, file: str, source: str, megabytes: int, *words: str):
        """The run fails with these words, within ten seconds and this much memory, and the next good run succeeds."""
        rules = self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")
        command = ["run", "--source", source, "--today", "2026-04-14", "--from", "2026-04-14", "--rules", rules]
        started = time.monotonic()
        with (self.folder / "out").open("w+b") as out:
            process = subprocess.Popen(self.lake.command(*command, "--replay", self.folder / file), stdout=out, stderr=out)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            text = out.read().decode()
        self.assertEqual(process.returncode, 1, text)
        for word in words:
            self.assertIn(word, text)
        if not program.SANITIZED:  # a sanitizer's own memory is no concern of ours
            self.assertLess(time.monotonic() - started, 10)
            self.assertLess(usage.ru_maxrss, megabytes * 1024, "kilobytes of memory")
        good = self.file("eurofxref-hist.zip", program.zipped("Date,USD,\n2026-04-14,1.17,\n"))
        self.succeeds(self.lake.run("ecb-history", good, options=["--rules", rules]))

    def test_two_gigabytes_of_nothing(self):
        path = self.file("two.json", "")
        os.truncate(path, 2 << 30)
        self.check("two.json", "frankfurter", 200, "two.json is larger than 268435456 bytes")
        self.assertEqual(len(self.lake.raw_bodies()), 1, "only the good one")

    def test_blanks(self):
        with (self.folder / "blanks.json").open("wb") as file:  # piece by piece: a process's peak memory begins with its parent's
            for _ in range(200):
                file.write(b" \n" * (MEGABYTE // 2))
        self.check("blanks.json", "frankfurter", 350, "the response body is empty", "209,715,200 bytes")
        self.assertIn(200 * MEGABYTE, [path.stat().st_size for path in self.lake.folder.glob("raw/*/*/*/*.json")])

    def test_a_bomb(self):
        body = bomb(1100, 1100 * MEGABYTE)
        self.assertLess(len(body), 4 * MEGABYTE)
        self.file("bomb.zip", body)
        self.check("bomb.zip", "ecb-history", 200, "expected csv in a zip archive", "1153433600 bytes, more than the limit of 268435456")
        self.assertIn(body, self.lake.raw_bodies())

    def test_a_bomb_that_lies(self):
        self.file("bomb.zip", bomb(300, 1000))
        self.check("bomb.zip", "ecb-history", 200, "its bytes do not match their checksum")
        self.file("bomb.zip", bomb(1, 200 * MEGABYTE))
        self.check("bomb.zip", "ecb-history", 350, "expected csv in a zip archive")

    def test_a_bomb_of_the_right_size_is_read(self):
        """The archives of this test are complete; only their content is rejected."""
        self.file("bomb.zip", bomb(3, 3 * MEGABYTE))
        self.check("bomb.zip", "ecb-history", 200, "the response body is empty")


if __name__ == "__main__":
    unittest.main()
