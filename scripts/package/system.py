# SPDX-License-Identifier: Apache-2.0
"""The files of an installed system, as .deb and .rpm lay them: the bundle in a folder of its own, the rest where others look for it."""

import gzip
import pathlib
import subprocess
import tempfile

import archives

HOME = "usr/lib/fxlake"
CONFIGURATION = "etc/fxlake/fxlake.toml"
LAKE = "/var/lib/fxlake"
LINKS: archives.Links = {f"usr/bin/{name}": f"../lib/fxlake/bin/{name}" for name in ("fxlake", "fxlake-cloud")}


def configuration(program: pathlib.Path) -> bytes:
    """As `fxlake init` writes it for the lake of the services."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "fxlake.toml"
        subprocess.run([program, "init", path, "--lake", LAKE], check=True, capture_output=True)
        return path.read_bytes()


def contents(root: pathlib.Path, program: pathlib.Path, bundle: archives.Files, texts: archives.Files) -> archives.Files:
    files = {f"{HOME}/{name}": content for name, content in bundle.items()}
    for name, (content, mode) in texts.items():
        is_page = name.startswith("share/man/")
        files[f"usr/{name}" + (".gz" if is_page else "")] = (gzip.compress(content, 9, mtime=0) if is_page else content, mode)
    units = root / "packaging" / "systemd"
    for unit in units.glob("*.service"):
        files[f"usr/lib/systemd/system/{unit.name}"] = archives.read(unit)
    files["usr/lib/sysusers.d/fxlake.conf"] = archives.read(units / "fxlake.sysusers")
    files["usr/share/doc/fxlake/copyright"] = archives.read(root / "LICENSE")
    files["usr/share/doc/fxlake/README.history"] = bundle["share/fxlake/README"]
    files[CONFIGURATION] = (configuration(program), 0o644)
    return files
