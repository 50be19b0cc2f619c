#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A cold function's start plus first call under AWS's Lambda emulator: fxlake-cloud's ingest beside a Python handler that does less.

Both ask a bank here for one day and keep the answer on an S3 server here. The Python handler (boto3, and a loop on the
Runtime API that is shorter than AWS's own) writes one object; ingest looks up what the lake knows, and writes the body and its record.
Pairs, one after the other; into docs/benchmarks/lambda.md.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

BOOTSTRAP = """#!{python}
import json, os, urllib.request
import boto3

api = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2018-06-01/runtime/invocation/"
store = boto3.client("s3")


def handler(event):
    url = os.environ["FX_BASE_API_URL"] + "/" + event["from"] + ".." + event["to"]
    with urllib.request.urlopen(url) as answer:
        body = answer.read()
    store.put_object(Bucket="lake", Key="raw/python/" + event["from"] + ".json", Body=body)
    return {{"bodies": 1, "bytes": len(body), "rates": len(json.loads(body)["rates"])}}


while True:
    with urllib.request.urlopen(api + "next") as invocation:
        identity, event = invocation.headers["Lambda-Runtime-Aws-Request-Id"], json.load(invocation)
    urllib.request.urlopen(urllib.request.Request(api + identity + "/response", json.dumps(handler(event)).encode())).close()
"""


def peak_memory(process: int) -> float:
    """MiB, of the one child of the emulator."""
    [child] = pathlib.Path(f"/proc/{process}/task/{process}/children").read_text().split() or children_of(process)
    status = pathlib.Path(f"/proc/{child}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def children_of(process: int) -> list[str]:
    return [child for task in pathlib.Path(f"/proc/{process}/task").iterdir() for child in (task / "children").read_text().split()]


def measure(emulator, command: list, environment: dict, folder: pathlib.Path, event: dict) -> tuple[float, float]:
    """Milliseconds and MiB."""
    function = emulator.Function(command, environment, folder)
    try:
        started = time.perf_counter()
        answer = function.call(event)
        elapsed = (time.perf_counter() - started) * 1000
        if answer.get("bodies") != 1:
            raise SystemExit(f"{command}: {answer}\n{function.log.read_text()}")
        return elapsed, peak_memory(function.process.pid)
    finally:
        function.stop()


def table(rows: dict[str, list[tuple[float, float]]]) -> str:
    lines = ["| | cold start and first call, ms (median) | minimum to maximum | peak memory, MiB |", "|---|---|---|---|"]
    for name, figures in rows.items():
        times, memory = zip(*figures, strict=True)
        lines.append(
            f"| {name} | {statistics.median(times):.1f} | {min(times):.1f} to {max(times):.1f} | {statistics.median(memory):.1f} |"
        )
    first, second = rows.values()
    quicker = [python[0] / native[0] for native, python in zip(first, second, strict=True)]
    smaller = statistics.median(figure[1] for figure in second) / statistics.median(figure[1] for figure in first)
    lines.append("")
    times, share = statistics.median(quicker), f"1/{smaller:.0f}"
    lines.append(f"Within a pair, the native function is {times:.0f} times as fast (median) and uses {share} of the memory.")
    return "\n".join(lines) + "\n"


def measure_pairs(count: int) -> dict[str, list[tuple[float, float]]]:
    """Milliseconds and MiB of the native function and of the Python one, by turns."""
    import lambda_emulator  # noqa: PLC0415
    import s3_server  # noqa: PLC0415

    folder = pathlib.Path(tempfile.mkdtemp(prefix="fxlake-bench-"))
    bank = lambda_emulator.Bank({"2026-04-14": {f"C{i:02}": 1.17 + i for i in range(30)}})
    server = s3_server.Server(folder / "objects")
    try:
        (server.folder / "lake").mkdir()
        python = folder / "bootstrap.py"
        python.write_text(BOOTSTRAP.format(python=sys.executable))
        python.chmod(0o755)
        common = s3_server.environment(server.port) | {"FX_BASE_API_URL": bank.url, "AWS_DEFAULT_REGION": "us-east-1"}
        common |= {"FXLAKE_LAKE": "s3://lake/fx"}
        event = {"source": "frankfurter", "from": "2026-04-14", "to": "2026-04-14"}
        rows = {"fxlake-cloud, `ingest`": [], "Python with boto3": []}
        for _ in range(count):
            for figures, command in zip(rows.values(), ([lambda_emulator.CLOUD, "ingest"], [python, "handler"]), strict=True):
                figures.append(measure(lambda_emulator, command, common, folder, event))
        return rows
    finally:
        bank.stop()
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--pairs", type=int, default=15)
    given = parser.parse_args()
    os.environ["FXLAKE_BUILD"] = str(given.build.resolve())
    rows = measure_pairs(given.pairs)
    version = ".".join(map(str, sys.version_info[:2]))
    page = ROOT / "docs" / "benchmarks" / "lambda.md"
    head = f"""# Lambda: cold start and first call

Measured with AWS's Lambda emulator on two cores, {given.pairs} pairs of calls, by `make bench-lambda`. A cold function fetches one
day from a local HTTP server and stores the response on a local S3 server (versitygw). The Python {version} handler uses boto3 and a Runtime
API loop that is shorter than AWS's own, and writes one object. `ingest` reads the state of the lake, probes
whether the store honors conditional writes, and writes the raw object and the
fetch record. Neither figure includes the overhead of the real service (sandbox, loading the zip).

"""
    page.write_text(head + table(rows))
    print(page.read_text())


if __name__ == "__main__":
    main()
