# SPDX-License-Identifier: Apache-2.0
"""The wheel (PEP 427): the Python package, and inside it the bundle.

Its tags: no part of it is linked with the machine's libraries, since it brings its own loader and C library, so it runs beside any glibc
and beside musl; tests/package_test.py looks at each file of it for that. The oldest of either that is named here is the oldest that pip
knows a kernel of 3.10 to come with.
"""

import base64
import hashlib
import pathlib

import archives

PYTHONS = ">=3.10"


def platforms(machine: str) -> list[str]:
    return [f"manylinux_2_17_{machine}", f"musllinux_1_1_{machine}"]


def metadata(version: str, readme: str) -> str:
    return f"""Metadata-Version: 2.1
Name: fxlake
Version: {version}
Summary: Exchange rates you can account for: from central banks to exact, traceable tables
License: Apache-2.0
Classifier: License :: OSI Approved :: Apache Software License
Classifier: Operating System :: POSIX :: Linux
Classifier: Programming Language :: Python :: 3
Classifier: Topic :: Office/Business :: Financial
Classifier: Typing :: Typed
Requires-Python: {PYTHONS}
Provides-Extra: arrow
Requires-Dist: pyarrow; extra == "arrow"
Provides-Extra: polars
Requires-Dist: polars; extra == "polars"
Provides-Extra: pandas
Requires-Dist: pandas; extra == "pandas"
Requires-Dist: pyarrow; extra == "pandas"
Description-Content-Type: text/markdown

{readme}"""


def digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def write(target: pathlib.Path, root: pathlib.Path, version: str, machine: str, bundle: archives.Files, level: int) -> pathlib.Path:
    package = root / "python" / "fxlake"
    files = {f"fxlake/{path.name}": archives.read(path) for path in package.iterdir() if path.suffix == ".py" or path.name == "py.typed"}
    files |= {f"fxlake/_bundle/{name}": content for name, content in bundle.items()}
    info = f"fxlake-{version}.dist-info"
    tags = platforms(machine)
    lines = ["Wheel-Version: 1.0", f"Generator: fxlake ({version})", "Root-Is-Purelib: false", *(f"Tag: py3-none-{tag}" for tag in tags)]
    texts = {
        "METADATA": metadata(version, (root / "python" / "README.md").read_text()),
        "WHEEL": "\n".join(lines) + "\n",
        "entry_points.txt": "[console_scripts]\nfxlake = fxlake.__main__:main\n",
    }
    files |= {f"{info}/{name}": (text.encode(), 0o644) for name, text in texts.items()}
    files[f"{info}/licenses/LICENSE"] = archives.read(root / "LICENSE")
    record = "".join(f"{name},sha256={digest(content)},{len(content)}\n" for name, (content, _) in sorted(files.items()))
    files[f"{info}/RECORD"] = (f"{record}{info}/RECORD,,\n".encode(), 0o644)
    path = target / f"fxlake-{version}-py3-none-{'.'.join(tags)}.whl"
    archives.write_zip(path, files, level)
    return path
