# SPDX-License-Identifier: Apache-2.0
"""The files of the repository, as the tests of its shape see them: {path from the root: text}."""

import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
_NOT_OURS = {".git", "build", "lake", "node_modules", "__pycache__"}


def _names() -> list[str]:
    listing = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        return subprocess.run(listing, check=True, capture_output=True, text=True).stdout.split("\0")[:-1]
    except (OSError, subprocess.CalledProcessError):  # a release archive, or a machine without git
        paths = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
        return [str(path) for path in paths if not _NOT_OURS & set(path.parts)]


def read() -> dict[str, str]:
    """Every text file that is tracked or would be."""
    files = {}
    for name in sorted(_names()):
        try:
            files[name] = (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):  # data, or deleted and not yet committed
            continue
    return files


def select(files: dict[str, str], *endings: str, under: tuple[str, ...] = ("",)) -> dict[str, str]:
    return {path: text for path, text in files.items() if path.endswith(endings) and path.startswith(under)}
