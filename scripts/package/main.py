#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a release consists of, out of a build, the same bytes each time:

fxlake-lambda-<version>.zip          the function of Lambda: bootstrap, fully static
fxlake-glue-<version>.zip            the same program as the Glue job fetches it, and
fxlake-glue-transform-<version>.py   the job's script
fxlake-<version>-linux-x86_64.tar.gz fxlake with all it needs, for any Linux on x86-64
fxlake-<version>-py3-none-*.whl      the same for pip, with the Python package
fxlake_<version>_amd64.deb           for Debian and Ubuntu
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
import relocatable
import sbom
import wheel

MACHINE = "x86_64"
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path, help="where the programs were built")
    parser.add_argument("target", type=pathlib.Path, help="the folder to fill")
    parser.add_argument("--fast", action="store_true", help="larger archives in less time, without the .deb: for tests")
    return parser.parse_args()


def version_of() -> str:
    return re.search(r"project\(fxlake VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text())[1]


def time_of_release() -> int:
    """That of the last commit, unless SOURCE_DATE_EPOCH says otherwise."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return int(os.environ["SOURCE_DATE_EPOCH"])
    asked = subprocess.run(["git", "-C", ROOT, "log", "-1", "--format=%ct"], capture_output=True, text=True)
    return int(asked.stdout or 0)


def make_deb(build: pathlib.Path, target: pathlib.Path, time: int) -> None:
    command = ["cpack", "-G", "DEB", "--config", build.resolve() / "CPackConfig.cmake", "-B", target.resolve()]
    done = subprocess.run(command, env=os.environ | {"SOURCE_DATE_EPOCH": str(time)}, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"package: cpack failed\n{done.stdout}{done.stderr}")
    subprocess.run(["rm", "-rf", target / "_CPack_Packages"], check=True)


def main() -> None:
    given = arguments()
    build, target, level = given.build, given.target, 6 if given.fast else 9
    version, time = version_of(), time_of_release()
    target.mkdir(parents=True, exist_ok=True)
    for old in target.iterdir():
        old.unlink()

    program = archives.read(build / "bin" / "fxlake-cloud", 0o755)
    archives.write_zip(target / f"fxlake-lambda-{version}.zip", {"bootstrap": program}, level)
    archives.write_zip(target / f"fxlake-glue-{version}.zip", {"fxlake-cloud": program}, level)
    (target / f"fxlake-glue-transform-{version}.py").write_bytes((ROOT / "infra" / "glue" / "transform.py").read_bytes())
    name = f"fxlake-{version}-linux-x86_64"
    bundle = relocatable.contents(build, ROOT)
    archives.write_tarball(target / f"{name}.tar.gz", name, bundle | relocatable.cloud(build), time, 0 if given.fast else 6)
    wheel.write(target, ROOT, version, MACHINE, bundle, 0 if given.fast else 9)
    if not given.fast:
        make_deb(build, target, time)

    made = sorted(target.iterdir())
    shipped = list(relocatable.libraries(build).values())
    (target / f"fxlake-{version}.spdx.json").write_text(sbom.document(ROOT, build / "deps", version, time, shipped, made))
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(target.iterdir())]
    (target / "SHA256SUMS").write_text("".join(sums))
    for path in sorted(target.iterdir()):
        print(f"{path.stat().st_size:>12,}  {path}")


if __name__ == "__main__":
    main()
