# SPDX-License-Identifier: Apache-2.0
"""Finds the program and runs it."""

from __future__ import annotations

import os
import pathlib
import shutil
import subprocess
from collections.abc import Mapping, Sequence

from ._errors import error_of

_CARRIED = pathlib.Path(__file__).parent / "_bundle" / "bin" / "fxlake"


def program() -> str:
    """FXLAKE_PROGRAM if it is set, else the one this package carries, else the one of the PATH."""
    chosen = os.environ.get("FXLAKE_PROGRAM")
    if chosen:
        return chosen
    if _CARRIED.exists():
        return str(_CARRIED)
    found = shutil.which("fxlake")
    if found is None:
        raise FileNotFoundError("there is no program fxlake: this package carries none, nor has the PATH; set FXLAKE_PROGRAM")
    return found


def call(words: Sequence[str], environment: Mapping[str, str] | None = None, allowed: Sequence[int] = (0,)) -> bytes:
    """Standard output of one command; an exception by its exit code when that is not among those allowed."""
    done = subprocess.run(
        [program(), *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=None if environment is None else {**os.environ, **environment},
        check=False,
    )
    if done.returncode not in allowed:
        raise error_of(done.returncode, done.stderr.decode("utf-8", "replace"))
    return done.stdout
