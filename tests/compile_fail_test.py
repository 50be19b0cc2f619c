# SPDX-License-Identifier: Apache-2.0
"""Errors that must not compile: the second line of each file in compile_fail/ has the expected compiler error."""

import concurrent.futures
import os
import shlex
import subprocess
import unittest

import tree

FLAGS = ["-std=c++23", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-fdiagnostics-color=never", "-I", str(tree.ROOT / "src")]
EXPECTED = "// error: "


def diagnose(source) -> str:
    """The compiler errors for the file; empty when it compiles."""
    command = [*shlex.split(os.environ.get("CXX", "c++")), *FLAGS, str(source)]
    run = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"})
    return run.stderr if run.returncode else ""


class CompileFail(unittest.TestCase):
    def test_each_mistake_is_refused_for_its_reason(self):
        sources = sorted((tree.ROOT / "tests" / "compile_fail").glob("*.cc"))
        self.assertGreater(len(sources), 1)
        with concurrent.futures.ThreadPoolExecutor() as pool:
            for source, said in zip(sources, pool.map(diagnose, sources), strict=True):
                with self.subTest(source.name):
                    line = source.read_text(encoding="utf-8").splitlines()[1]
                    if line == "// compiles":
                        self.assertEqual(said, "")
                    else:
                        self.assertTrue(line.startswith(EXPECTED), line)
                        self.assertIn(line.removeprefix(EXPECTED), said)


if __name__ == "__main__":
    unittest.main()
