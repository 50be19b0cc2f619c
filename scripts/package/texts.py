# SPDX-License-Identifier: Apache-2.0
"""What comes of the program's own texts: its manual, and the completion of shells. By the program that was built for this machine."""

import pathlib
import subprocess
import tempfile

import archives

COMPLETIONS = {
    "bash": "share/bash-completion/completions/fxlake",
    "zsh": "share/zsh/site-functions/_fxlake",
    "fish": "share/fish/vendor_completions.d/fxlake.fish",
}


def contents(program: pathlib.Path) -> archives.Files:
    files = {}
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "help", "--manual", folder], check=True)
        for page in pathlib.Path(folder).iterdir():
            files[f"share/man/man1/{page.name}"] = archives.read(page)
    for shell, name in COMPLETIONS.items():
        done = subprocess.run([program, "completion", shell], check=True, capture_output=True)
        files[name] = (done.stdout, 0o644)
    return files
