# SPDX-License-Identifier: Apache-2.0
"""The package for Debian and Ubuntu (deb(5)), the same bytes each time."""

import hashlib
import lzma
import pathlib

import archives
import system

ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


def control(version: str, machine: str, size: int) -> str:
    return f"""Package: fxlake
Version: {version}
Architecture: {ARCHITECTURES[machine]}
Maintainer: FXLake <fxlake@localhost>
Installed-Size: {size // 1024}
Recommends: ca-certificates
Section: database
Priority: optional
Description: exchange rates you can account for
 Fetches foreign-exchange rates from central banks, keeps every byte it
 received, turns them into exact, typed Parquet tables, checks them, and
 serves them: on the command line, in SQL and over HTTP.
 .
 Runs as the service fxlake, which is not enabled by the installation.
"""


def member(name: str, content: bytes, time: int) -> bytes:
    head = f"{name:<16}{time:<12}{0:<6}{0:<6}{100644:<8}{len(content):<10}`\n".encode()
    return head + content + b"\n" * (len(content) % 2)


def write(
    target: pathlib.Path, root: pathlib.Path, version: str, machine: str, files: archives.Files, time: int, fast: bool
) -> pathlib.Path:
    pack = (lambda content: content) if fast else (lambda content: lzma.compress(content, preset=6))
    ending = "" if fast else ".xz"
    size = sum(len(content) for content, _ in files.values())
    sums = "".join(f"{hashlib.md5(content).hexdigest()}  {name}\n" for name, (content, _) in sorted(files.items()))
    about: archives.Files = {
        "control": (control(version, machine, size).encode(), 0o644),
        "conffiles": (f"/{system.CONFIGURATION}\n".encode(), 0o644),
        "md5sums": (sums.encode(), 0o644),
        "postinst": archives.read(root / "packaging" / "after_install.sh", 0o755),
        "prerm": archives.read(root / "packaging" / "before_removal.sh", 0o755),
    }
    path = target / f"fxlake_{version}_{ARCHITECTURES[machine]}.deb"
    path.write_bytes(
        b"!<arch>\n"
        + member("debian-binary", b"2.0\n", time)
        + member(f"control.tar{ending}", pack(archives.tar(about, time)), time)
        + member(f"data.tar{ending}", pack(archives.tar(files, time, system.LINKS)), time)
    )
    return path
