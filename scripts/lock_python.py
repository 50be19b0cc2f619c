#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes deps/python/*.txt out of deps/python/*.in: every package with its version and the SHA-256 of its wheels."""

import json
import pathlib
import subprocess
import sys

PYTHONS = ["3.11", "3.12", "3.13"]  # Debian 12, Ubuntu 24.04, Debian 13
FOLDER = pathlib.Path(__file__).resolve().parent.parent / "deps" / "python"


def resolve(requirements: pathlib.Path, python: str) -> list[dict]:
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--ignore-installed", "--report", "-"]
    command += ["--target", "unused", "--python-version", python, "--only-binary=:all:", "-r", str(requirements)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["install"]


def lock(requirements: pathlib.Path) -> str:
    hashes: dict[str, set[str]] = {}
    for python in PYTHONS:
        for package in resolve(requirements, python):
            name = f"{package['metadata']['name'].lower()}=={package['metadata']['version']}"
            hashes.setdefault(name, set()).add(package["download_info"]["archive_info"]["hashes"]["sha256"])
    lines = [f"# Made by scripts/lock_python.py out of {requirements.name}."]
    for name in sorted(hashes):
        lines.append(" \\\n    ".join([name] + [f"--hash=sha256:{digest}" for digest in sorted(hashes[name])]))
    return "\n".join(lines) + "\n"


for source in sorted(FOLDER.glob("*.in")):
    source.with_suffix(".txt").write_text(lock(source), encoding="utf-8")
    print(f"wrote {source.with_suffix('.txt').name}")
