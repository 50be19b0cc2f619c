# SPDX-License-Identifier: Apache-2.0
"""The package for Fedora, RHEL, SUSE and their kin, by rpmbuild, where it is; the same bytes each time."""

import os
import pathlib
import shutil
import subprocess
import tempfile

import archives
import system


def specification(version: str, root: pathlib.Path, names: list[str]) -> str:
    listed = "\n".join(f'%config(noreplace) "/{name}"' if name == system.CONFIGURATION else f'"/{name}"' for name in names)
    scripts = {name: (root / "packaging" / f"{name}.sh").read_text().partition("\n")[2] for name in ("after_install", "before_removal")}
    return f"""Name: fxlake
Version: {version}
Release: 1
Summary: Exchange rates you can account for
License: Apache-2.0
Recommends: ca-certificates
AutoReqProv: no
%description
Fetches foreign-exchange rates from central banks, keeps every byte it received, turns them into exact, typed Parquet tables, checks
them, and serves them: on the command line, in SQL and over HTTP.
%post
{scripts["after_install"]}
%preun
{scripts["before_removal"]}
%files
{listed}
"""


def write(target: pathlib.Path, root: pathlib.Path, version: str, machine: str, files: archives.Files, time: int) -> pathlib.Path | None:
    if not shutil.which("rpmbuild"):
        print("package: no .rpm: there is no rpmbuild")
        return None
    with tempfile.TemporaryDirectory() as folder:
        tree, top = pathlib.Path(folder) / "tree", pathlib.Path(folder) / "top"
        for name, (content, mode) in files.items():
            path = tree / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            path.chmod(mode)
        for name, to in system.LINKS.items():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            (tree / name).symlink_to(to)
        text = pathlib.Path(folder) / "fxlake.spec"
        text.write_text(specification(version, root, sorted([*files, *system.LINKS])))
        defined = {
            "_topdir": top,
            "_build_id_links": "none",
            "__os_install_post": "%{nil}",
            "_buildhost": "localhost",
            "use_source_date_epoch_as_buildtime": 1,
            "clamp_mtime_to_source_date_epoch": 1,
            "source_date_epoch_from_changelog": 0,
            "_binary_payload": "w6.xzdio",
        }
        words = ["rpmbuild", "-bb", "--quiet", "--target", f"{machine}-linux", "--buildroot", tree]
        words += [word for name, value in defined.items() for word in ("--define", f"{name} {value}")]
        # The build root is taken as it is: nothing is built, and nothing removed before.
        words += ["--noprep", "--noclean", text]
        done = subprocess.run(words, env=os.environ | {"SOURCE_DATE_EPOCH": str(time)}, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"package: rpmbuild failed\n{done.stdout}{done.stderr}")
        [made] = top.rglob("*.rpm")
        return pathlib.Path(shutil.copy(made, target / f"fxlake-{version}-1.{machine}.rpm"))
