# SPDX-License-Identifier: Apache-2.0
"""serve.py PROGRAM [--seconds N]: the server beside nginx serving static files of the same bytes, by wrk, into docs/benchmarks/serve.md."""

import argparse
import contextlib
import datetime
import getpass
import os
import pathlib
import re
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
HISTORY = ROOT / "build" / "deps" / "ecb" / "eurofxref-hist.zip"
PAGE = ROOT / "docs" / "benchmarks" / "serve.md"
TODAY = "2026-10-30"
ROUNDS = 5
TARGETS = ["/v1/latest", "/v1/2024-01-02?base=USD&symbols=GBP,JPY"]
STREAMS = ["/v1/1999-01-04..", "/v1/1999-01-04..?base=USD", "/v2/rates?from=1999-01-04&providers=ecb"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read()


@contextlib.contextmanager
def ended(process: subprocess.Popen):
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


def start_fxlake(program: str, lake: pathlib.Path, threads: int):
    """The process, its address and the seconds from its start to its first answer."""
    started = time.perf_counter()
    words = [program, "serve", "--quiet", "--lake", str(lake), "--today", TODAY, "--listen", "127.0.0.1:0", "--threads", str(threads)]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    url = process.stdout.readline().strip()
    get(url + "/v1/latest")
    return process, url, time.perf_counter() - started


def start_nginx(folder: pathlib.Path, bodies: dict[str, bytes], workers: int):
    port = free_port()
    (folder / "html").mkdir()
    for name, body in bodies.items():
        (folder / "html" / f"{name}.json").write_bytes(body)
    user = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""  # otherwise its workers may not read the folder
    config = f"""{user}
worker_processes {workers}; daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 4096; multi_accept on; }}
http {{ access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_requests 100000000; open_file_cache max=100;
  types {{ application/json json; }}
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{ listen 127.0.0.1:{port} reuseport; root {folder}/html; }} }}"""
    (folder / "nginx.conf").write_text(config)
    process = subprocess.Popen(["/usr/sbin/nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder)], stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            get(f"http://127.0.0.1:{port}/0.json")
            return process, f"http://127.0.0.1:{port}"
    raise SystemExit("nginx does not answer")


def load(url: str, connections: int, seconds: float) -> tuple[float, float]:
    """Requests a second, and the 99th percentile in milliseconds."""
    said = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds:g}s", "--latency", url], capture_output=True, text=True, check=True
    ).stdout
    if "Non-2xx" in said:
        raise SystemExit(said)
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said).group(1)), float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def stream_speed(url: str) -> tuple[float, int]:
    """MB/s of the best of some rounds, and the size. curl reads and drops."""
    best, size = 0.0, 0
    for _ in range(7):
        said = subprocess.run(
            ["curl", "-s", "-o", "/dev/null", "-w", "%{size_download} %{time_total}", url], capture_output=True, text=True, check=True
        ).stdout
        size, seconds = int(said.split()[0]), float(said.split()[1])
        best = max(best, size / seconds / 1e6)
    return best, size


def memory_mib(pid: int, what="VmRSS") -> float:
    return int(re.search(rf"{what}:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text()).group(1)) / 1024


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("program")
    arguments.add_argument("--seconds", type=float, default=2)
    options = arguments.parse_args()
    lines = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        lake = folder / "lake"
        common = ["--lake", str(lake), "--today", TODAY]
        subprocess.run(
            [options.program, "ingest", "--source", "ecb-history", "--replay", str(HISTORY), *common], check=True, capture_output=True
        )
        subprocess.run([options.program, "transform", *common], check=True, capture_output=True)

        ready = []
        for _ in range(10):
            process, _, seconds = start_fxlake(options.program, lake, 1)
            with ended(process):
                ready.append(seconds * 1000)
        process, url, _ = start_fxlake(options.program, lake, 1)
        with ended(process):
            resting = memory_mib(process.pid)
            bodies = {str(number): get(url + target) for number, target in enumerate(TARGETS)}
            speeds = [(target, *stream_speed(url + target)) for target in STREAMS]

        for workers in (1, 2):
            process, url, _ = start_fxlake(options.program, lake, workers)
            peer = folder / f"nginx-{workers}"
            peer.mkdir()
            nginx, nginx_url = start_nginx(peer, bodies, workers)
            with ended(process), ended(nginx):
                for number, target in enumerate(TARGETS):
                    ours, theirs = [], []
                    for _ in range(ROUNDS):
                        ours.append(load(url + target, 64, options.seconds))
                        theirs.append(load(f"{nginx_url}/{number}.json", 64, options.seconds))
                    ratio = statistics.median(a[0] / b[0] for a, b in zip(ours, theirs, strict=True))
                    rate, slow, their_rate, their_slow = (
                        statistics.median(values) for side in (ours, theirs) for values in zip(*side, strict=True)
                    )
                    size = len(bodies[str(number)])
                    figures = f"{rate:,.0f} | {their_rate:,.0f} | {ratio:.2f} | {slow:.2f} | {their_slow:.2f}"
                    lines.append(f"| `{target}` | {size} | {workers} | {figures} |")
                loaded = memory_mib(process.pid)
                peak = memory_mib(process.pid, "VmHWM")
    streams = "\n".join(f"| `{target}` | {size / 1e6:.1f} | {speed:,.0f} |" for target, speed, size in speeds)
    text = f"""# The server, measured

By `make bench-serve` on {datetime.date.today()}, {os.cpu_count()} cores, the load generator on the same ones: only what stands in one table
is comparable. The lake holds 27 years of the European Central Bank, 221,702 rates.

Requests a second by wrk with 64 connections, medians of {ROUNDS} rounds taken in turn; nginx serves a static file with the same bytes.

| request | bytes | workers | FXLake/s | nginx/s | ratio | FXLake p99 ms | nginx p99 ms |
|---|---|---|---|---|---|---|---|
{chr(10).join(lines)}

The whole history in one answer, made while it is sent by one thread, read by curl:

| request | MB | MB/s |
|---|---|---|
{streams}

- Ready, from its start to the first answer: {statistics.median(ready):.0f} ms (median of {len(ready)}; the largest {max(ready):.0f} ms).
- Memory: {resting:.1f} MiB when it is ready, {loaded:.1f} MiB after the loads above with two workers, {peak:.1f} MiB at most.
"""
    PAGE.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
