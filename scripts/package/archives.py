# SPDX-License-Identifier: Apache-2.0
"""Archives that are the same bytes for the same content: sorted, of one time, of nobody."""

import gzip
import io
import pathlib
import tarfile
import zipfile

Files = dict[str, tuple[bytes, int]]  # name: content and mode


def read(path: pathlib.Path, mode: int = 0o644) -> tuple[bytes, int]:
    return pathlib.Path(path).read_bytes(), mode


def write_zip(target: pathlib.Path, files: Files, level: int) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name in sorted(files):
            content, mode = files[name]
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # the first moment that a zip can tell
            entry.create_system = 3  # Unix: the mode counts
            entry.external_attr = (0o100000 | mode) << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, level)


def write_tarball(target: pathlib.Path, folder: str, files: Files, time: int, level: int) -> None:
    with (
        open(target, "wb") as file,
        gzip.GzipFile("", "wb", level, file, mtime=time) as packed,
        tarfile.open(fileobj=packed, mode="w") as archive,
    ):
        for name in sorted(files):
            content, mode = files[name]
            entry = tarfile.TarInfo(f"{folder}/{name}")
            entry.size, entry.mode, entry.mtime = len(content), mode, time
            archive.addfile(entry, io.BytesIO(content))
