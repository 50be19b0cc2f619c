# SPDX-License-Identifier: Apache-2.0
"""An unexpected exception, such as missing memory, ends the program with a message and exit code 9, not with a signal."""

import os
import pathlib
import resource
import subprocess
import unittest

import program

MEMORY = 384 << 20
LARGE = b"[" + b"0," * 20_000_000 + b"0]"  # a gigabyte once it is read


def with_little_memory(words: list, standard_input: bytes = b"") -> subprocess.CompletedProcess:
    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "FXLAKE_", "_HANDLER"))}
    return subprocess.run([str(word) for word in words], input=standard_input, capture_output=True, preexec_fn=limit, env=environment)


@unittest.skipIf(program.SANITIZED, "a sanitizer takes more memory than that at once")
class Exceptions(program.Case):
    def test_fxlake(self):
        large = self.file("large.json", LARGE)
        outcome = with_little_memory([program.FXLAKE, "schedule", "--schedules", large, "--next", "1"])
        self.assertEqual((outcome.returncode, outcome.stderr.count(b"\n")), (9, 1), outcome.stderr[-500:])
        self.assertIn(b"fxlake: internal error or insufficient memory: std::bad_alloc", outcome.stderr)

    def test_fxlake_cloud(self):
        cloud = pathlib.Path(program.FXLAKE).parent / "fxlake-cloud"
        if not cloud.exists():
            self.skipTest("there is no fxlake-cloud")
        outcome = with_little_memory([cloud, "ingest", "--event", "-"], LARGE)
        self.assertEqual(outcome.returncode, 9, outcome.stderr[-500:])
        self.assertIn(b"insufficient memory: std::bad_alloc", outcome.stderr)


if __name__ == "__main__":
    unittest.main()
