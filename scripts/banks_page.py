# SPDX-License-Identifier: Apache-2.0
"""Writes docs/reference/banks.md from the source files."""

import pathlib
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOURCES = ROOT / "sources"
PAGE = ROOT / "docs" / "reference" / "banks.md"
HEAD = """# Banks

`scripts/banks_page.py` generates this page from the files in `sources/`. *Verified* sources were tested on
recorded responses of their banks. *Unverified* sources were written from documentation only and run only with
`--unverified`. `fxlake source show NAME` prints a source with its requests.
{count}

| source | provider | country | publisher and rates | home | first day | requests | status | terms |
|---|---|---|---|---|---|---|---|---|
"""


def requests(source: dict) -> str:
    """How the endpoints are asked: the format they answer in, and a request for what."""
    formats = sorted({reader["format"] for reader in source["read"].values()})
    loops = []
    for endpoint in source["endpoint"]:
        each = endpoint.get("loop", "none")
        words = "one request" if each == "none" else f"one each {each}"
        if endpoint.get("for_each"):
            words += " and list item"
        if words not in loops:
            loops.append(words)
    needs = "; needs a key" if source.get("secrets") else ""
    return f"{', '.join(formats)}: {', '.join(loops)}{needs}"


def row(path: pathlib.Path) -> str:
    source = tomllib.loads(path.read_text(encoding="utf-8"))
    cells = [
        f"`{source['name']}`",
        source.get("provider", source["name"].upper()),
        source.get("country", ""),
        source["title"],
        source["home_currency"],
        str(source["first_day"]) + (f" to {source['ended']}" if "ended" in source else ""),
        requests(source),
        source.get("status", "unstated"),
        source.get("license") or source.get("terms", ""),
    ]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def page() -> str:
    rows = [row(path) for path in sorted(SOURCES.glob("*.toml"))]
    verified = sum("| verified |" in text for text in rows)
    return HEAD.format(count=f"There are {len(rows)} sources, of which {verified} are verified.") + "".join(rows)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
