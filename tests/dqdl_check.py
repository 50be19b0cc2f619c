# SPDX-License-Identifier: Apache-2.0
"""The program and AWS's own DQDL parser accept the same rulesets, except where docs/reference/quality.md says otherwise.
`make test-dqdl` runs it: AWS's parser needs Java."""

import concurrent.futures
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "dqdl"))
import rulesets  # noqa: E402

FXLAKE = pathlib.Path(os.environ["FXLAKE_BUILD"]) / "bin" / "fxlake"
PARSER = ROOT / "build" / "deps" / "dqdl"
SEED = int(os.environ.get("FXLAKE_SEED", "1"))
COUNT = 1500

# Messages of this program for rulesets that AWS's parser accepts.
MORE_THERE = [
    "the end after the ruleset",
    "no such date",
    "unknown variable",
    "without blanks",
    "division by zero",
    "more than ten thousand years",
]

# Messages of AWS's parser 1.0.0 for rulesets that this program accepts: several columns.
MORE_HERE = [f"Rule Type: {name} is not valid" for name in ("DistinctValuesCount", "IsUnique", "UniqueValueRatio", "Uniqueness")]


def theirs(documents: list[str]) -> list[str]:
    jars = ":".join(map(str, sorted(PARSER.glob("*.jar"))))
    command = ["java", "-cp", jars, str(ROOT / "tests" / "dqdl" / "Verdicts.java")]
    return subprocess.run(command, input="\0".join(documents), capture_output=True, text=True, check=True).stdout.splitlines()


def ours(document: str) -> str:
    """`valid`, also for DQDL that is not supported, or the message."""
    with tempfile.NamedTemporaryFile("w", suffix=".dqdl") as file:
        file.write(document)
        file.flush()
        command = [str(FXLAKE), "quality", "sql", "--rules", file.name, "--source", "ecb-daily"]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode == 0 or "is not supported" in ended.stderr:
        return "valid"
    if ended.returncode != 2:
        raise AssertionError(f"exit {ended.returncode} of\n{document}\n{ended.stderr}")
    return ended.stderr.strip()


class Verdicts(unittest.TestCase):
    def compare(self, documents: list[str]) -> int:
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            pairs = zip(documents, theirs(documents), pool.map(ours, documents), strict=True)
            valid, apart = 0, []
            for document, there, here in pairs:
                valid += there == "valid"
                # AWS's parser crashes on some invalid input, such as numbers that are too long.
                if there.startswith("error") or there.startswith("valid") == (here == "valid"):
                    continue
                if there == "valid" and (any(known in here for known in MORE_THERE) or self.rules_come_last(document)):
                    continue
                if here == "valid" and any(known in there for known in MORE_HERE):
                    continue
                apart.append(f"{document}\n  AWS: {there}\n  here: {here}")
        self.assertEqual(apart, [], f"{len(apart)} apart:\n" + "\n\n".join(apart[:10]))
        return valid

    @staticmethod
    def rules_come_last(document: str) -> bool:
        """AWS's parser stops after the analyzers."""
        return -1 < document.find("Analyzers") < document.rfind("Rules")

    def test_valid_rulesets(self):
        maker = rulesets.Maker(SEED)
        valid = self.compare([maker.text(maker.ruleset()) for _ in range(COUNT)])
        self.assertGreater(valid, COUNT * 0.95)

    def test_changed_rulesets(self):
        maker = rulesets.Maker(SEED + 1)
        valid = self.compare([maker.text(maker.changed(maker.ruleset())) for _ in range(COUNT)])
        self.assertLess(valid, COUNT * 0.5)
        self.assertGreater(valid, COUNT * 0.02)


if __name__ == "__main__":
    unittest.main()
