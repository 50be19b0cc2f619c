#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a release consists of, out of a build, the same bytes each time:

fxlake-lambda-<version>.zip          the function of Lambda: bootstrap, fully static
fxlake-glue-<version>.zip            the same program as the Glue job fetches it, and
fxlake-glue-transform-<version>.py   the job's script
fxlake-<version>-linux-x86_64.tar.gz fxlake with all it needs, for any Linux on x86-64
fxlake-<version>-py3-none-*.whl      the same for pip, with the Python package
fxlake_<version>_amd64.deb           for Debian and Ubuntu
fxlake-<version>-1.x86_64.rpm        for Fedora, RHEL, SUSE, where rpmbuild is
fxlake-<version>-amd64.oci.tar       the container image
fxlake-<version>.spdx.json           the parts list
SHA256SUMS
"""

import argparse
import hashlib
import os
import pathlib
import re
import subprocess

import archives
import deb
import image
import relocatable
import rpm
import sbom
import system
import texts
import wheel

MACHINE = "x86_64"
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path, help="where the programs were built")
    parser.add_argument("target", type=pathlib.Path, help="the folder to fill")
    parser.add_argument("--fast", action="store_true", help="larger archives in less time, without the .rpm: for tests")
    parser.add_argument("--only", choices=["image"], help="this alone, beside what is there")
    return parser.parse_args()


def version_of() -> str:
    return re.search(r"project\(fxlake VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text())[1]


def time_of_release() -> int:
    """That of the last commit, unless SOURCE_DATE_EPOCH says otherwise."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return int(os.environ["SOURCE_DATE_EPOCH"])
    asked = subprocess.run(["git", "-C", ROOT, "log", "-1", "--format=%ct"], capture_output=True, text=True)
    return int(asked.stdout or 0)


def sums_of(files: archives.Files) -> str:
    return "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, (content, _) in sorted(files.items()))


def main() -> None:
    given = arguments()
    build, target, level = given.build, given.target, 6 if given.fast else 9
    version, time = version_of(), time_of_release()
    target.mkdir(parents=True, exist_ok=True)
    shipped = list(relocatable.libraries(build).values())
    parts = sbom.document(ROOT, build / "deps", version, time, shipped, [])
    bundle = relocatable.contents(build, ROOT) | {"share/fxlake/fxlake.spdx.json": (parts.encode(), 0o644)}
    if given.only == "image":
        print(image.write(target, version, MACHINE, bundle, time, level))
        return
    for old in target.iterdir():
        old.unlink()

    program = archives.read(build / "bin" / "fxlake-cloud", 0o755)
    archives.write_zip(target / f"fxlake-lambda-{version}.zip", {"bootstrap": program}, level)
    archives.write_zip(target / f"fxlake-glue-{version}.zip", {"fxlake-cloud": program}, level)
    (target / f"fxlake-glue-transform-{version}.py").write_bytes((ROOT / "infra" / "glue" / "transform.py").read_bytes())
    wheel.write(target, ROOT, version, MACHINE, bundle, 0 if given.fast else 9)
    image.write(target, version, MACHINE, bundle, time, 1 if given.fast else 9)
    starter = build / "bin" / "fxlake"
    told = texts.contents(starter)
    files = system.contents(ROOT, starter, bundle | relocatable.cloud(build), told)
    deb.write(target, ROOT, version, MACHINE, files, time, given.fast)
    if not given.fast:
        rpm.write(target, ROOT, version, MACHINE, files, time)
    name = f"fxlake-{version}-linux-{MACHINE}"
    archive = bundle | relocatable.cloud(build) | told | relocatable.units(ROOT)
    archive["SHA256SUMS"] = (sums_of(archive).encode(), 0o644)
    archive["install.sh"] = archives.read(ROOT / "packaging" / "install.sh", 0o755)
    archives.write_tarball(target / f"{name}.tar.gz", name, archive, time, 0 if given.fast else 6)

    made = sorted(target.iterdir())
    (target / f"fxlake-{version}.spdx.json").write_text(sbom.document(ROOT, build / "deps", version, time, shipped, made))
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(target.iterdir())]
    (target / "SHA256SUMS").write_text("".join(sums))
    for path in sorted(target.iterdir()):
        print(f"{path.stat().st_size:>12,}  {path}")


if __name__ == "__main__":
    main()
