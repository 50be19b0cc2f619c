# SPDX-License-Identifier: Apache-2.0
"""policies.py ENVIRONMENT=PLAN.json...: what checkov has against a plan is what skipped.toml explains, no more and no less."""

import collections
import json
import os
import pathlib
import subprocess
import sys
import tomllib

SKIPPED = tomllib.loads((pathlib.Path(__file__).parent / "skipped.toml").read_text(encoding="utf-8"))


def failures(plan: str) -> tuple[int, dict[str, list[str]]]:
    """How many checks passed, and who failed which."""
    command = [
        sys.executable,
        "-m",
        "checkov.main",
        "-f",
        plan,
        "--framework",
        "terraform_plan",
        "--skip-download",
        "--output",
        "json",
        "--quiet",
    ]
    done = subprocess.run(command, env=os.environ | {"LOG_LEVEL": "ERROR"}, capture_output=True, text=True)
    report = json.loads(done.stdout)
    found = collections.defaultdict(list)
    for check in report["results"]["failed_checks"]:
        found[check["check_id"]].append(f"{check['resource']}: {check['check_name']}")
    return report["summary"]["passed"], found


def main(*plans: str) -> int:
    passed, wrong = 0, []
    for environment, plan in (words.split("=", 1) for words in plans):
        right, found = failures(plan)
        explained = SKIPPED["both"] | SKIPPED.get(environment, {})
        wrong += [f"{environment}: {name} {place}" for name in found.keys() - explained.keys() for place in found[name]]
        wrong += [f"{environment}: {name} is skipped and does not fail" for name in explained.keys() - found.keys()]
        passed += right
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"policies: {passed} passed, {len(wrong)} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
