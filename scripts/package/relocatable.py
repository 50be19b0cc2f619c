# SPDX-License-Identifier: Apache-2.0
"""What `fxlake` needs to run on a machine of which nothing is known: itself, its libraries down to the loader, and a launcher."""

import pathlib
import re
import subprocess

import archives

LOADER = "ld-linux-x86-64.so.2"


def libraries_of(file: pathlib.Path) -> dict[str, pathlib.Path]:
    """{soname: file} of all that a program or a library is linked with, whatever that needs included, and the loader."""
    listed = subprocess.run(["ldd", file], check=True, capture_output=True, text=True).stdout
    missing = re.findall(r"^\s*(\S+) => not found", listed, re.M)
    if missing:
        raise SystemExit(f"package: {file} needs {missing}, which are not on this machine")
    found = {name: pathlib.Path(path) for name, path in re.findall(r"^\s*(\S+) => (/\S+)", listed, re.M)}
    loader = re.search(rf"^\s*(/\S+/{re.escape(LOADER)})", listed, re.M)
    return found | ({LOADER: pathlib.Path(loader[1])} if loader else {})


def libcurl() -> pathlib.Path:
    """Loaded by name when the network is first needed, so that ldd does not list it."""
    listed = subprocess.run(["/sbin/ldconfig", "-p"], check=True, capture_output=True, text=True).stdout
    found = re.search(r"^\s*libcurl\.so\.4 \(.*x86-64.*\) => (/\S+)", listed, re.M)
    if not found:
        raise SystemExit("package: libcurl.so.4 is not on this machine")
    return pathlib.Path(found[1])


def libraries(build: pathlib.Path) -> dict[str, pathlib.Path]:
    """{name in lib/: file} of the archive."""
    loaded = {"libduckdb.so": build / "deps" / "duckdb" / "libduckdb.so", "libcurl.so.4": libcurl()}
    needed = {}
    for file in [build / "bin" / "fxlake", *loaded.values()]:
        needed |= libraries_of(file)
    return needed | loaded


def contents(build: pathlib.Path, root: pathlib.Path) -> archives.Files:
    files = {f"lib/{name}": archives.read(path, 0o755) for name, path in libraries(build).items()}
    files["bin/fxlake"] = archives.read(build / "bin" / "fxlake-launcher", 0o755)
    files["bin/fxlake-cloud"] = archives.read(build / "bin" / "fxlake-cloud", 0o755)
    files["libexec/fxlake"] = archives.read(build / "bin" / "fxlake", 0o755)
    files["LICENSE"] = archives.read(root / "LICENSE")
    return files
