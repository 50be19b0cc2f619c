# SPDX-License-Identifier: Apache-2.0
"""Fills a lake's raw zone as an ingestion would: the bodies of one visit to a source, and the visit's record beside them."""

import dataclasses
import hashlib
import json
import pathlib

MONTH = "2026/10"
RECORDED_AT = "2026-10-29T16:00:00.000000Z"  # before the last day of the history, which the daily run adds


@dataclasses.dataclass(frozen=True)
class Body:
    bytes: bytes
    reader: str
    url: str
    extension: str
    content_type: str


def range_answer(answer: bytes) -> Body:
    return Body(answer, "range", "https://host/v1/range", "json", "application/json")


def archive(content: bytes) -> Body:
    return Body(content, "history", "https://host/eurofxref-hist.zip", "zip", "application/zip")


def _place(source: str, content: bytes, extension: str) -> str:
    moment = RECORDED_AT.replace("-", "").replace(":", "")
    return f"raw/source={source}/{MONTH}/{moment}-{hashlib.sha256(content).hexdigest()[:16]}.{extension}"


def _write(lake: pathlib.Path, key: str, content: bytes):
    path = lake / key
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def keep(lake: pathlib.Path, source: str, bodies: list[Body]):
    record = {"source": source, "recorded_at": RECORDED_AT, "replayed": True, "bodies": []}
    for body in bodies:
        key = _place(source, body.bytes, body.extension)
        _write(lake, key, body.bytes)
        facts = {"reader": body.reader, "method": "GET", "url": body.url, "content_type": body.content_type, "variables": {}}
        sha256 = hashlib.sha256(body.bytes).hexdigest()
        record["bodies"].append({"raw_object": key, "sha256": sha256, "bytes": len(body.bytes), **facts})
    content = json.dumps(record, indent=2).encode()
    _write(lake, _place(source, content, "fetch.json"), content)
