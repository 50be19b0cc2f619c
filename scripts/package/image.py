# SPDX-License-Identifier: Apache-2.0
"""The container image, an OCI archive (https://github.com/opencontainers/image-spec): nothing but the bundle, an unprivileged user and a
place for the lake. The same bytes each time."""

import datetime
import gzip
import hashlib
import io
import json
import pathlib
import tarfile

import archives

USER = 10001
LAKE = "lake"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


def layer(bundle: archives.Files, time: int, level: int) -> tuple[bytes, bytes]:
    """As a tar, and packed."""
    files = {f"fxlake/{name}": content for name, content in bundle.items()}
    files["etc/passwd"] = (f"root:x:0:0::/:/sbin/nologin\nfxlake:x:{USER}:{USER}::/{LAKE}:/sbin/nologin\n".encode(), 0o644)
    files["etc/group"] = (f"root:x:0:\nfxlake:x:{USER}:\n".encode(), 0o644)
    plain = archives.tar(files, time, folders={LAKE: (0o755, USER), "tmp": (0o1777, 0)})
    return plain, gzip.compress(plain, level, mtime=0)


def configuration(version: str, machine: str, created: str, digest: str) -> dict:
    program = "/fxlake/bin/fxlake"
    seconds = 1_000_000_000
    return {
        "created": created,
        "architecture": ARCHITECTURES[machine],
        "os": "linux",
        "config": {
            "User": f"{USER}:{USER}",
            "Env": ["PATH=/fxlake/bin", f"FXLAKE_LAKE=/{LAKE}", f"HOME=/{LAKE}"],
            "Entrypoint": [program],
            "Cmd": ["serve", "--schedule", "--seed", "--listen", "0.0.0.0:8080", "--public"],
            "ExposedPorts": {"8080/tcp": {}},
            "Volumes": {f"/{LAKE}": {}},
            "WorkingDir": f"/{LAKE}",
            "StopSignal": "SIGTERM",
            "Healthcheck": {
                "Test": ["CMD", program, "health"],
                "Interval": 30 * seconds,
                "Timeout": 6 * seconds,
                "StartPeriod": 10 * seconds,
            },
            "Labels": {
                "org.opencontainers.image.title": "fxlake",
                "org.opencontainers.image.description": "Exchange rates you can account for: fetched on schedule, kept, checked and served",
                "org.opencontainers.image.version": version,
                "org.opencontainers.image.created": created,
                "org.opencontainers.image.licenses": "Apache-2.0",
            },
        },
        "rootfs": {"type": "layers", "diff_ids": [digest]},
        "history": [{"created": created, "created_by": "scripts/package/image.py"}],
    }


def write(target: pathlib.Path, version: str, machine: str, bundle: archives.Files, time: int, level: int) -> pathlib.Path:
    created = datetime.datetime.fromtimestamp(time, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    blobs: dict[str, bytes] = {}

    def blob(content: bytes, kind: str) -> dict:
        digest = hashlib.sha256(content).hexdigest()
        blobs[digest] = content
        return {"mediaType": f"application/vnd.oci.image.{kind}", "digest": f"sha256:{digest}", "size": len(content)}

    def document(value: dict) -> bytes:
        return json.dumps(value, separators=(",", ":")).encode()

    plain, packed = layer(bundle, time, level)
    about = configuration(version, machine, created, f"sha256:{hashlib.sha256(plain).hexdigest()}")
    manifest = {
        "schemaVersion": 2,
        "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "config": blob(document(about), "config.v1+json"),
        "layers": [blob(packed, "layer.v1.tar+gzip")],
        "annotations": about["config"]["Labels"],
    }
    entry = blob(document(manifest), "manifest.v1+json") | {
        "platform": {"architecture": ARCHITECTURES[machine], "os": "linux"},
        "annotations": {"org.opencontainers.image.ref.name": version, "io.containerd.image.name": f"fxlake:{version}"},
    }
    files = {f"blobs/sha256/{digest}": content for digest, content in blobs.items()}
    files["oci-layout"] = document({"imageLayoutVersion": "1.0.0"})
    files["index.json"] = document({"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": [entry]})
    # For `docker load` before it knew OCI archives.
    files["manifest.json"] = document(
        [
            {
                "Config": f"blobs/sha256/{manifest['config']['digest'].removeprefix('sha256:')}",
                "RepoTags": [f"fxlake:{version}", "fxlake:latest"],
                "Layers": [f"blobs/sha256/{manifest['layers'][0]['digest'].removeprefix('sha256:')}"],
            }
        ]
    )
    path = target / f"fxlake-{version}-{ARCHITECTURES[machine]}.oci.tar"
    with tarfile.open(path, "w") as archive:
        for name in sorted(files):
            entry_of_tar = tarfile.TarInfo(name)
            entry_of_tar.size, entry_of_tar.mtime = len(files[name]), time
            archive.addfile(entry_of_tar, io.BytesIO(files[name]))
    return path
