# SPDX-License-Identifier: Apache-2.0
"""Archives that are the same bytes for the same content: sorted, of one time, of nobody."""

import gzip
import io
import pathlib
import tarfile
import zipfile

Files = dict[str, tuple[bytes, int]]  # name: content and mode
Links = dict[str, str]  # name: what the symbolic link says


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
            add(archive, f"{folder}/{name}", content, mode, time)


def tar(files: Files, time: int, links: Links | None = None, folders: dict[str, tuple[int, int]] | None = None) -> bytes:
    """With an entry for each folder, as package managers want it; `folders` have another mode and owner than root's: {name: (mode, id)}."""
    buffer = io.BytesIO()
    folders, links = folders or {}, links or {}
    parents = {str(parent) for name in [*files, *links, *folders] for parent in pathlib.PurePosixPath(name).parents}
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name in sorted({*files, *links, *folders, *(parents - {"."})}):
            if name in files:
                add(archive, f"./{name}", *files[name], time)
                continue
            entry = tarfile.TarInfo(f"./{name}")
            entry.mtime = time
            if name in links:
                entry.type, entry.linkname, entry.mode = tarfile.SYMTYPE, links[name], 0o777
            else:
                mode, owner = folders.get(name, (0o755, 0))
                entry.type, entry.mode, entry.uid, entry.gid = tarfile.DIRTYPE, mode, owner, owner
            archive.addfile(entry)
    return buffer.getvalue()


def add(archive: tarfile.TarFile, name: str, content: bytes, mode: int, time: int) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = len(content), mode, time
    archive.addfile(entry, io.BytesIO(content))
