# SPDX-License-Identifier: Apache-2.0
"""seeds.py FOLDER: where the fuzzers start from, a folder for each: recordings, source files, definitions, a few days of the ECB's file."""

import csv
import io
import json
import pathlib
import sys
import zipfile

import pyarrow
import pyarrow.parquet

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CODES = ["USD", "JPY", "GBP"]


def rows(days: int) -> list[dict]:
    with zipfile.ZipFile(ROOT / "build" / "deps" / "ecb" / "eurofxref-hist.zip") as archive:
        text = archive.read("eurofxref-hist.csv").decode()
    return list(csv.DictReader(io.StringIO(text)))[:days]


def payloads(days: list[dict]) -> dict[str, bytes]:
    table = "".join(",".join([day["Date"], *(day[code] for code in CODES)]) + ",\n" for day in days)
    table = f"Date,{','.join(CODES)},\n{table}"
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("rates.csv", table)
    cubes = "".join(
        f'<Cube time="{day["Date"]}">' + "".join(f'<Cube currency="{code}" rate="{day[code]}"/>' for code in CODES) + "</Cube>"
        for day in days
    )
    rates = {day["Date"]: {code: float(day[code]) for code in CODES} for day in days}
    first = {"amount": 1.0, "base": "EUR", "date": days[0]["Date"], "rates": rates[days[0]["Date"]]}
    return {
        "table.csv": table.encode(),
        "table.zip": archive.getvalue(),
        "cubes.xml": f"<Envelope><Cube>{cubes}</Cube></Envelope>".encode(),
        "day.json": json.dumps(first).encode(),
        "range.json": json.dumps({"amount": 1.0, "base": "EUR", "rates": rates}).encode(),
    }


def parquets(days: list[dict]) -> dict[str, bytes]:
    table = pyarrow.table({"date": [day["Date"] for day in days], "rate": [round(float(day["USD"]) * 10**4) for day in days]})
    files = {}
    for codec in ["none", "snappy", "gzip", "zstd"]:
        for version in ["1.0", "2.0"]:
            for dictionary in [True, False]:
                out = io.BytesIO()
                pyarrow.parquet.write_table(table, out, compression=codec, data_page_version=version, use_dictionary=dictionary)
                files[f"{codec}-{version}-{dictionary}.parquet"] = out.getvalue()
    return files


def bodies() -> dict[str, bytes]:
    """The recordings, each behind the byte that chooses its source."""
    sources = sorted(path.stem for path in ROOT.glob("sources/*.toml"))
    recordings = {}
    for path in ROOT.glob("tests/data/feeds/*/response-*"):
        if path.parent.name in sources:
            recordings[f"{path.parent.name}-{path.name}"] = bytes([sources.index(path.parent.name)]) + path.read_bytes()[:100_000]
    return recordings


def definitions() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for folder in ("workflows", "tests/workflows") for path in ROOT.glob(f"{folder}/*.json")}


def requests() -> dict[str, bytes]:
    get = b"GET /v1/latest?base=usd HTTP/1.1\r\nhost: x\r\naccept-encoding: zstd\r\n\r\n"
    post = b"POST /mcp HTTP/1.1\r\nhost: x\r\n"
    return {
        "get": get,
        "pipelined": get * 3,
        "length": post + b"expect: 100-continue\r\ncontent-length: 2\r\n\r\n{}" + get,
        "chunked": post + b"transfer-encoding: chunked\r\n\r\n2;a=b\r\n{}\r\n0\r\nt: u\r\n\r\n" + get,
    }


def main(folder: pathlib.Path) -> None:
    days = rows(3)
    sources = sorted(path.stem for path in ROOT.glob("sources/*.toml"))
    frankfurter, ecb = (bytes([sources.index(name)]) for name in ("frankfurter", "ecb"))
    by_form = {name: (frankfurter if name.endswith("json") else ecb) + body for name, body in payloads(days).items()}
    workbooks = {path.name: path.read_bytes() for path in ROOT.glob("tests/data/**/*.xls*")}
    specs = {path.name: path.read_bytes() for path in ROOT.glob("sources/*.toml")}
    machines = definitions()
    runs = {name: b"{}\n" + text for name, text in machines.items()}
    texts = {"plain": b"1.1684", "exponent": b"-3.8e+07", "long": b"0.12345678905"}
    jsons = {path.name: path.read_bytes() for path in ROOT.glob("tests/**/*.json")} | {"small": b'{"a":[1,-2.5e3,"\\u00e9\\n",null,true]}'}
    seeds = {
        "decimal": texts,
        "json": jsons,
        "parquet": parquets(days),
        "payload": by_form | bodies(),
        "workbook": workbooks,
        "spec": specs,
        "request": requests(),
    }
    for name, files in (seeds | {"asl_parse": machines, "asl_run": runs}).items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        for file, content in files.items():
            (folder / name / file).write_bytes(content)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
