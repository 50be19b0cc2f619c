# SPDX-License-Identifier: Apache-2.0
"""What `fxlake` needs to run on a machine of which nothing is known: itself, its libraries down to the loader, a launcher, DuckDB's
extension for S3, time zones and certificate authorities where the machine has none, and a history of rates to start with. The one
content of every package."""

import pathlib
import re
import shutil
import subprocess
import tempfile

import archives

LOADER = "ld-linux-x86-64.so.2"
HISTORY_NOTE = """The file eurofxref-hist.zip holds the euro foreign exchange reference rates of the European Central Bank since 1999, as it
publishes them at https://www.ecb.europa.eu/stats/policy_and_exchange_rates/. Source: European Central Bank. Its statistics are free to
use if the source is named; the rates are for information only. `fxlake demo` and `fxlake serve --seed` start from this file.
"""


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
    """{name in lib/: file} of the bundle."""
    duckdb = build / "deps" / "duckdb"
    loaded = {"libduckdb.so": duckdb / "libduckdb.so", "libcurl.so.4": libcurl()}
    extensions = {"httpfs.duckdb_extension": duckdb / "httpfs.duckdb_extension"}
    needed = {}
    for file in [build / "bin" / "fxlake", *loaded.values(), *extensions.values()]:
        needed |= libraries_of(file)
    return needed | loaded | extensions


def stripped(program: pathlib.Path) -> bytes:
    """Without the names of functions, which nothing needs at run time: a sixth of it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / program.name
        shutil.copyfile(program, copy)
        subprocess.run(["strip", copy], check=True)
        return copy.read_bytes()


def contents(build: pathlib.Path, root: pathlib.Path) -> archives.Files:
    """Programs on the outside are static; the loader and the libraries lie in lib/, beside what is looked for there."""
    files = {f"lib/{name}": archives.read(path, 0o755) for name, path in libraries(build).items()}
    files["lib/libduckdb.so"] = (stripped(build / "deps" / "duckdb" / "libduckdb.so"), 0o755)
    files["bin/fxlake"] = archives.read(build / "bin" / "fxlake-launcher", 0o755)
    files["libexec/fxlake"] = (stripped(build / "bin" / "fxlake"), 0o755)
    files["share/fxlake/eurofxref-hist.zip"] = archives.read(build / "deps" / "ecb" / "eurofxref-hist.zip")
    files["share/fxlake/README"] = (HISTORY_NOTE.encode(), 0o644)
    files["share/ca-certificates.crt"] = archives.read(pathlib.Path("/etc/ssl/certs/ca-certificates.crt"))
    files |= time_zones()
    files["LICENSE"] = archives.read(root / "LICENSE")
    return files


def time_zones() -> archives.Files:
    """For schedules, where the machine has none."""
    folder = pathlib.Path("/usr/share/zoneinfo")
    paths = [path for path in folder.rglob("*") if path.is_file() and path.relative_to(folder).parts[0][0].isupper()]
    found = {f"share/zoneinfo/{path.relative_to(folder)}": archives.read(path) for path in paths}
    return {name: (content, mode) for name, (content, mode) in found.items() if content.startswith(b"TZif")}


def units(root: pathlib.Path) -> archives.Files:
    """What install.sh lays where systemd looks for it."""
    folder = root / "packaging"
    files = {f"share/systemd/{path.name}": archives.read(path) for path in (folder / "systemd").iterdir()}
    return files | {"share/systemd/after_install.sh": archives.read(folder / "after_install.sh", 0o755)}


def cloud(build: pathlib.Path) -> archives.Files:
    """What AWS runs: of no use in a wheel or an image."""
    return {"bin/fxlake-cloud": archives.read(build / "bin" / "fxlake-cloud", 0o755)}
