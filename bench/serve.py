# SPDX-License-Identifier: Apache-2.0
"""serve.py PROGRAM [--seconds N] [--page FILE]: the server beside nginx with files of the same bytes, by wrk."""

import argparse
import contextlib
import datetime
import getpass
import os
import pathlib
import re
import shutil
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
STREAMS = ["/v1/1999-01-04..", "/v1/1999-01-04..?base=USD", "/v2/rates?from=1999-01-04&providers=ecb", "/api/v1/rates?from=1999-01-04"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read()


@contextlib.contextmanager
def started(words: list[str], **more):
    """A process, ended with the block however that ends."""
    process = subprocess.Popen(words, text=True, **more)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def fxlake(program: str, lake: pathlib.Path, threads: int):
    """The process, its address and the seconds from its start to its first answer."""
    begun = time.perf_counter()
    words = [program, "serve", "--quiet", "--lake", str(lake), "--today", TODAY, "--listen", "127.0.0.1:0", "--threads", str(threads)]
    with started(words, stdout=subprocess.PIPE) as process:
        url = process.stdout.readline().strip()
        get(url + "/v1/latest")
        yield process, url, time.perf_counter() - begun


def answers(url: str, process: subprocess.Popen) -> bool:
    deadline = time.monotonic() + 10
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            get(url)
            return True
    return False


@contextlib.contextmanager
def nginx(folder: pathlib.Path, bodies: dict[str, bytes], workers: int):
    """The address of a server that has the bodies as files."""
    port = free_port()
    (folder / "html").mkdir(parents=True)
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
    program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin:/usr/local/sbin")
    if program is None:
        raise SystemExit("there is no nginx to compare with: scripts/setup.sh bench installs it")
    log = folder / "said"
    with log.open("w") as said, started([program, "-c", str(folder / "nginx.conf"), "-p", str(folder)], stderr=said) as process:
        url = f"http://127.0.0.1:{port}"
        if not answers(url + "/0.json", process):
            raise SystemExit("nginx does not answer: " + log.read_text())
        yield url


def load(url: str, connections: int, seconds: int) -> tuple[float, float]:
    """Requests a second, and the 99th percentile in milliseconds."""
    said = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", url], capture_output=True, text=True, check=True
    ).stdout
    if "Non-2xx" in said:
        raise SystemExit(said)
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said).group(1)), float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def stream_speed(url: str) -> tuple[float, float, int]:
    """The median and the best MB/s of some rounds, and the size. curl reads and drops."""
    speeds, size = [], 0
    for _ in range(15):
        said = subprocess.run(
            ["curl", "-s", "-o", "/dev/null", "-w", "%{size_download} %{time_total}", url], capture_output=True, text=True, check=True
        ).stdout
        size, seconds = int(said.split()[0]), float(said.split()[1])
        speeds.append(size / seconds / 1e6)
    return statistics.median(speeds), max(speeds), size


def memory_mib(pid: int, what="VmRSS") -> float:
    return int(re.search(rf"{what}:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text()).group(1)) / 1024


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("program")
    arguments.add_argument("--seconds", type=int, default=2)
    arguments.add_argument("--page", type=pathlib.Path, default=PAGE)
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
            with fxlake(options.program, lake, 1) as (_, _, seconds):
                ready.append(seconds * 1000)
        with fxlake(options.program, lake, 1) as (process, url, _):
            resting = memory_mib(process.pid)
            bodies = {str(number): get(url + target) for number, target in enumerate(TARGETS)}
            speeds = [(target, *stream_speed(url + target)) for target in STREAMS]

        for workers in (1, 2):
            with fxlake(options.program, lake, workers) as (process, url, _), nginx(folder / f"nginx-{workers}", bodies, workers) as peer:
                for number, target in enumerate(TARGETS):
                    ours, theirs = [], []
                    for _ in range(ROUNDS):
                        ours.append(load(url + target, 64, options.seconds))
                        theirs.append(load(f"{peer}/{number}.json", 64, options.seconds))
                    ratio = statistics.median(a[0] / b[0] for a, b in zip(ours, theirs, strict=True))
                    rate, slow, their_rate, their_slow = (
                        statistics.median(values) for side in (ours, theirs) for values in zip(*side, strict=True)
                    )
                    size = len(bodies[str(number)])
                    figures = f"{rate:,.0f} | {their_rate:,.0f} | {ratio:.2f} | {slow:.2f} | {their_slow:.2f}"
                    lines.append(f"| `{target}` | {size} | {workers} | {figures} |")
                loaded = memory_mib(process.pid)
                peak = memory_mib(process.pid, "VmHWM")
    streams = "\n".join(f"| `{target}` | {size / 1e6:.1f} | {usual:,.0f} | {best:,.0f} |" for target, usual, best, size in speeds)
    text = f"""# Server

Written by `make bench-serve` on {datetime.date.today()}, {os.cpu_count()} cores, with the load generator on the same
cores. Only figures in the same table are comparable. System load at the end of the run: {os.getloadavg()[0]:.1f}.

The lake contains 27 years of ECB rates, 221,702 rates.

Requests per second, measured by wrk with 64 connections; medians of {ROUNDS} alternating rounds. nginx
serves a static file with the same bytes.

| request | bytes | workers | FXLake/s | nginx/s | ratio | FXLake p99 ms | nginx p99 ms |
|---|---|---|---|---|---|---|---|
{chr(10).join(lines)}

Throughput of the whole history in one response, computed while one thread sends it to curl, in 15 rounds:

| request | MB | MB/s, median | MB/s, best |
|---|---|---|---|
{streams}

- Time from start to the first response: {statistics.median(ready):.0f} ms (median of {len(ready)}; maximum {max(ready):.0f} ms).
- Memory: {resting:.1f} MiB after startup, {loaded:.1f} MiB after the load above with two workers, {peak:.1f} MiB at its peak.
"""
    options.page.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
