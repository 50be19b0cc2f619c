# SPDX-License-Identifier: Apache-2.0
"""seeds.py FOLDER: where the fuzzers start from, a folder for each: recordings, source files, definitions, a few days of the ECB's file."""

import csv
import gzip
import io
import json
import pathlib
import re
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


# The places of readers in body_fuzz.cc for recordings of that ending.
READERS = {
    "json": [0, 1, 12, 13],
    "csv": [2, 3, 4, 14],
    "txt": [3, 14, 15],
    "xml": [6, 7],
    "html": [8, 9],
    "xlsx": [10, 11],
    "xls": [11],
    "zip": [5],
}
LONGEST = 30_000


def formats(by_form: dict[str, bytes], days: list[dict]) -> dict[str, bytes]:
    """Recordings, the beginnings of long ones, each behind the byte that chooses a reader of its format."""
    files = {f"{path.parent.name}-{path.name}": path.read_bytes() for path in ROOT.glob("tests/data/feeds/*/response-*")}
    files |= {path.name: path.read_bytes() for path in ROOT.glob("tests/data/workbooks/*")} | by_form
    files["gzip.csv"] = gzip.compress(by_form["table.csv"], mtime=0)
    files["cube.json"] = json.dumps(
        {
            "id": ["C", "M", "T"],
            "size": [len(CODES), 1, len(days)],
            "dimension": {
                "C": {"category": {"index": CODES}},
                "M": {"category": {"index": ["0"]}},
                "T": {"category": {"index": {day["Date"]: place for place, day in enumerate(days)}}},
            },
            "value": [float(day[code]) for code in CODES for day in days],
        }
    ).encode()
    return {
        f"{place}-{name}": bytes([place]) + (content if name.endswith((".zip", ".xlsx", ".xls")) else content[:LONGEST])
        for name, content in files.items()
        for place in READERS.get(name.rpartition(".")[2], [])
        if len(content) < 300_000 or not name.endswith(".zip")
    }


def definitions() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for folder in ("workflows", "tests/workflows") for path in ROOT.glob(f"{folder}/*.json")}


def lines(first: list[str], second: list[str]) -> dict[str, bytes]:
    return {f"{i}-{j}": f"{a}\n{b}".encode() for i, a in enumerate(first) for j, b in enumerate(second)}


def literals(test: str) -> list[str]:
    """The texts in a test of C++: what its author thought of."""
    source = (ROOT / test).read_text()
    plain = [json.loads(f'"{text}"') for text in re.findall(r'"((?:[^"\\\n]|\\["\\nt])+)"', source)]
    return plain + re.findall(r'R"\((.*?)\)"', source, re.DOTALL)


def machines_in_tests() -> dict[str, bytes]:
    texts = [
        text for test in ROOT.glob("src/fxlake/asl/*_test.cc") for text in literals(str(test.relative_to(ROOT))) if '"StartAt"' in text
    ]
    return {f"test-{number}": text.encode() for number, text in enumerate(texts)}


def paths() -> dict[str, bytes]:
    data = '{"a":[1,{"b":"x"},[2,3]],"s":"a-b,c","n":-1.5,"o":{"k":null,"t":true},"p":[{"price":5,"tag":"x"},{"price":12}]}'
    tests = ("expression", "json_path", "reference_path")
    return lines([data], sorted({text for test in tests for text in literals(f"src/fxlake/asl/{test}_test.cc") if text[0] in "$S"}))


def jsonata() -> dict[str, bytes]:
    data = '{"a":[1,{"b":"x"},[2,3]],"n":-1.5,"o":{"k":null,"t":true},"lines":[{"sku":"x","n":5},{"sku":"y","n":12}]}'
    return lines([data], sorted(set(literals("src/fxlake/jsonata/expression_test.cc"))))


def items(table: bytes) -> dict[str, bytes]:
    rows = [dict(zip(CODES, "123", strict=True)), {"a": [None, 1.5]}]
    manifest = {"files": [{"key": "k"}], "MIMEType": "application/json", "fileSchema": "Bucket, Key"}
    forms = [json.dumps(rows), "\n".join(map(json.dumps, rows)), table.decode(), 'a;b\r\n"x ""y""";2\r\n', json.dumps(manifest)]
    return {f"{form}-{batched}": bytes([2 * form + batched]) + text.encode() for form, text in enumerate(forms) for batched in (0, 1)}


def answers() -> dict[str, bytes]:
    targets = [target for path in ROOT.glob("tests/api/*.http") for target in re.findall(r"^GET (\S+)", path.read_text(), re.MULTILINE)]
    call = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": "convert", "arguments": {"amount": "1", "from": "EUR", "to": "USD"}},
    }
    asked = {f"{number}": f"{target}\n*/*".encode() for number, target in enumerate(targets)}
    odd = {"no-path": b"?x\n*/*", "nothing": b"\n", "origin": b"/mcp\nhttp://127.0.0.1:8080\n{}", "run": b"/api/v1/runs/x\ngzip"}
    return asked | odd | {"mcp": b"/mcp\napplication/json, text/event-stream\n" + json.dumps(call).encode()}


def aws() -> dict[str, bytes]:
    texts = [
        "[default]\naws_access_key_id = AKID\naws_secret_access_key = secret\n# a comment\ns3 =\n  max = 1\n",
        "[profile work]\nrole_arn=arn:aws:iam::1:role/r\nsource_profile = default\n",
        '{"Version":1,"AccessKeyId":"AKID","SecretAccessKey":"secret","SessionToken":"t","Expiration":"2026-04-14T00:00:00Z"}',
        "<?xml version='1.0'?><Error><Code>SlowDown</Code><Message>Please reduce</Message></Error>",
        '{"__type":"com.amazonaws#ThrottlingException","message":"Rate exceeded"}',
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "s3://bucket/prefix?endpoint=http://127.0.0.1:9000&region=eu-central-1&style=path&encryption=aws:kms&key=arn",
        "https://bucket.s3.eu-central-1.amazonaws.com/a%20b?list-type=2&prefix=x%2Fy",
    ]
    return {f"{number}": text.encode() for number, text in enumerate(texts)}


def in_lake() -> dict[str, bytes]:
    """The examples of the pages about the lake's formats."""
    blocks = [
        text
        for page in ROOT.glob("docs/formats/*.md")
        for text in re.findall(r"^```[a-z]*\n(.*?)^```", page.read_text(), re.DOTALL | re.MULTILINE)
    ]
    keys = ["raw/source=ecb/2026/04/20260414T073000.250000Z-0123456789abcdef.zip", "audit/2026/04/000000000001.jsonl"]
    return {
        f"{number}": text.strip().encode()
        for number, text in enumerate(blocks + [row for text in blocks for row in text.splitlines()] + keys)
    }


def links() -> dict[str, bytes]:
    secret = "s3cr3t%20v%26lue"
    addresses = ["/2", "https://other.example/2", "//bank.example:8443/", "http://bank.example/", "ftp://bank.example/", "?p=2"]
    addresses += [f"/{secret}", f"https://other.example/?k={secret}", f"https://{secret}@other.example/", "https://other.example/?k={key}"]
    return {
        f"{at}-{status}": bytes([status]) + f"{address}\nd,b,q,r next={address}".encode()
        for at, address in enumerate(addresses)
        for status in range(6)
    }


def charsets() -> dict[str, bytes]:
    words = ["Курс", "česká", "汇率", "환율", "レート", "€"]
    codecs = ["cp1251", "cp1250", "gbk", "cp949", "cp932", "utf-8", "utf-16"]
    return {f"{at}-{codec}": bytes([at]) + "".join(words).encode(codec, errors="ignore") for at in range(70) for codec in codecs}


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
    by_form = payloads(days)
    chosen = {name: (frankfurter if name.endswith("json") else ecb) + body for name, body in by_form.items()}
    workbooks = {path.name: path.read_bytes() for path in ROOT.glob("tests/data/**/*.xls*")}
    machines = definitions() | machines_in_tests()
    rules = [path.read_text() for path in ROOT.glob("quality/*.dqdl")] + literals("src/fxlake/quality/parse_test.cc")
    zones = ["Europe/Berlin", "UTC", "America/New_York"]
    times = [text for text in literals("src/fxlake/schedule/expression_test.cc") if text.startswith(("cron", "rate", "at("))]
    times += [f"cron({text})" for text in literals("src/fxlake/schedule/expression_test.cc") if re.match(r"[\d*][^-:]* [^:]*$", text)]
    patterns = ["%Y-%m-%d", "%d %B %Y", "%m/%d/%y%*", "excel", "epoch ms"]
    written = ["2026-04-14", "14 April 2026", "4/14/26 10:00", "46126.75", "1776124800000", "2026-04-14T09:30:00.25+02:00", "1.234,56"]
    seeds = {
        "decimal": {"plain": b"1.1684", "exponent": b"-3.8e+07", "long": b"0.12345678905"},
        "date": lines(patterns, written) | {f"{number}": text.encode() for number, text in enumerate(written)},
        "json": {path.name: path.read_bytes() for path in ROOT.glob("tests/**/*.json")}
        | {"small": b'{"a":[1,-2.5e3,"\\u00e9\\n",null,true]}'},
        "parquet": parquets(days) | {path.name: path.read_bytes() for path in ROOT.glob("tests/data/parquet/*.parquet")},
        "body": formats(by_form, days),
        "payload": chosen | bodies(),
        "workbook": workbooks,
        "zip": workbooks | {"table.zip": by_form["table.zip"], "table.gz": gzip.compress(by_form["table.csv"], mtime=0)},
        "spec": {path.name: path.read_bytes() for path in ROOT.glob("sources/*.toml")},
        "config": {f"{number}": text.encode() for number, text in enumerate(literals("src/fxlake/cli/config_test.cc"))},
        "lake": in_lake(),
        "aws": aws(),
        "dqdl": {f"{number}": text.encode() for number, text in enumerate(rules)},
        "schedule": lines(zones, times) | {path.name: path.read_bytes() for path in ROOT.glob("workflows/schedule.json")},
        "request": requests(),
        "link": links(),
        "charset": charsets(),
        "folder": {"dangling": b"\x81\x02\x01", "loop": b"\xc1\x00\x05", "file": b"\x41\x00\x05", "folder": b"\x01\x00\x05"},
        "answer": answers(),
        "jsonata": jsonata(),
        "asl_parse": machines,
        "asl_path": paths(),
        "asl_items": items(by_form["table.csv"]),
        "asl_run": {name: b"{}\n" + text for name, text in machines.items()},
    }
    for name, files in seeds.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        for file, content in files.items():
            (folder / name / file).write_bytes(content)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
