# SPDX-License-Identifier: Apache-2.0
"""The examples run against a real server, and the dashboard uses existing metrics."""

import contextlib
import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest

import duckdb
import program
import server
import yaml

EXAMPLES = program.ROOT / "examples"


@contextlib.contextmanager
def answering(body: bytes):
    """A server on this machine that answers everything with that."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    bank = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=bank.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{bank.server_port}/history.csv"
    finally:
        bank.shutdown()
        bank.server_close()


class Examples(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.running = server.Server(server.shared_lake())
        cls.addClassCleanup(cls.running.stop)

    def run_example(self, *words, **more) -> str:
        done = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=60, **more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_each_is_listed(self):
        listed = set(re.findall(r"^\| \[([\w.-]+)\]", (EXAMPLES / "README.md").read_text(), re.M))
        self.assertEqual(listed, {path.name for path in EXAMPLES.iterdir()} - {"README.md"})

    def test_curl(self):
        said = self.run_example("bash", EXAMPLES / "rates.sh", self.running.url)
        for part in ('"rates":{"GBP":0.79085,"JPY":142.1}', "2024-12-01,EUR,USD,", '"result":"', '"sha256":"', "\n304\n"):
            self.assertIn(part, said)

    def test_python(self):
        self.assertIn("2024-12-31", self.run_example(sys.executable, EXAMPLES / "pandas_rates.py", self.running.url))
        self.assertIn("256", self.run_example(sys.executable, EXAMPLES / "polars_rates.py", self.running.url))

    @unittest.skipUnless(shutil.which("node"), "no node here")
    def test_javascript(self):
        said = self.run_example("node", EXAMPLES / "rates.mjs", self.running.url)
        self.assertIn("100 USD = ", said)
        self.assertIn("refused: 422: invalid date", said)

    def test_prices(self):
        with tempfile.TemporaryDirectory() as folder:
            environment = os.environ | {
                "PATH": f"{program.FXLAKE.resolve().parent}:{os.environ['PATH']}",
                "FXLAKE_LAKE": str(server.shared_lake()),
            }
            self.run_example("bash", EXAMPLES / "prices.sh", "2024", cwd=folder, env=environment)
            prices = pathlib.Path(folder, "prices")
            beancount, ledger = (prices / "2024.beancount").read_text().splitlines(), (prices / "2024.ledger").read_text().splitlines()
        days = [day for day in server.published() if day[:4] == "2024"]
        expected = {(day, code, server.published()[day][code].rstrip("0")) for day in days for code in ("USD", "GBP", "CHF")}
        self.assertEqual({(day, code, rate) for day, _, _, rate, code in map(str.split, beancount)}, expected)
        self.assertEqual({(day, code, rate) for _, day, _, rate, code in map(str.split, ledger)}, expected)

    def test_spreadsheets_find_what_their_formulas_look_for(self):
        self.assertEqual(
            self.running.ask("/v2/rates.csv?date=2024-01-02&quotes=USD&providers=ECB").text.splitlines()[1].split(",")[3], "1.0956"
        )
        self.assertIn('"rate":1.0956}', self.running.ask("/v2/rate/EUR/USD?date=2024-01-02").text)
        self.assertIn('"USD":1.0956}', self.running.ask("/v1/2024-01-02?symbols=USD").text)

    def test_compose_files_start_what_the_image_holds(self):
        for name in ("compose.yaml", "compose-s3.yaml"):
            composed = yaml.safe_load((EXAMPLES / name).read_text())
            service = composed["services"]["fxlake"]
            self.assertTrue(service["read_only"], name)
            self.assertEqual((service["cap_drop"], service["healthcheck"]["test"][1:]), (["ALL"], ["/fxlake/bin/fxlake", "health"]), name)
            volumes = {text.split(":")[0] for each in composed["services"].values() for text in each.get("volumes", [])}
            self.assertEqual(volumes, set(composed["volumes"]), name)

    def orchestrated(self, name: str, stand_ins: str) -> str:
        """An example run with the lake, where a few lines stand in for the orchestrator that it is written for."""
        with tempfile.TemporaryDirectory() as folder:
            lake = pathlib.Path(folder, "lake")
            shutil.copytree(server.shared_lake(), lake)
            pathlib.Path(folder, "stand_ins.py").write_text(stand_ins)
            run = "import runpy, sys; import stand_ins; runpy.run_path(sys.argv[1]); stand_ins.finish()"
            environment = os.environ | {
                "PYTHONPATH": f"{program.ROOT / 'python'}:{folder}",
                "FXLAKE_PROGRAM": str(program.FXLAKE.resolve()),
                "FXLAKE_LAKE": str(lake),
                "FXLAKE_CONFIG": str(pathlib.Path(folder, "fxlake.toml")),
            }
            pathlib.Path(folder, "fxlake.toml").write_text('enabled = ["fixed"]\nsources = "sources"\nrules = "rules.dqdl"\n')
            pathlib.Path(folder, "rules.dqdl").write_text("Rules = [ RowCount > 0 ]")
            pathlib.Path(folder, "sources").mkdir()
            with answering(server.history_csv().encode()) as url:
                spec = (program.ROOT / "sources" / "ecb-history.toml").read_text()
                spec = spec.replace('name = "ecb-history"', 'name = "fixed"').replace('unzip = "*.csv"\n', "")
                spec = re.sub(r'url = "https://www.ecb.europa.eu/stats/eurofxref/[^"]*"', f'url = "{url}"', spec)
                pathlib.Path(folder, "sources", "fixed.toml").write_text(spec)
                return self.run_example(sys.executable, "-c", run, EXAMPLES / name, env=environment)

    def test_dagster(self):
        said = self.orchestrated(
            "dagster_rates.py",
            """
import sys, types
made = []
dagster = types.ModuleType("dagster")
dagster.asset = lambda **options: (lambda function: made.append((function, options)) or function)
dagster.AssetExecutionContext = types.SimpleNamespace
dagster.MaterializeResult = lambda metadata: metadata
sys.modules["dagster"] = dagster
def finish():
    (first, _), (second, options) = made
    assert options["deps"] == [first]
    print(first(types.SimpleNamespace(log=types.SimpleNamespace(info=print))))
    print(second().columns)
""",
        )
        self.assertIn("'status': 'SUCCEEDED'", said)
        self.assertIn("['month', 'target_currency', 'rate', 'days']", said)

    def test_airflow(self):
        said = self.orchestrated(
            "airflow_rates.py",
            """
import datetime, sys, types
tasks = []
class Called:
    def __init__(self, value): self.value = value
    def __rshift__(self, other): return other
def task(function=None, **options):
    if function is None: return lambda given: task(given, **options)
    def call(): tasks.append((function.__name__, function())); return Called(tasks[-1][1])
    return call
modules = {"airflow": {}, "airflow.exceptions": {"AirflowFailException": type("AirflowFailException", (Exception,), {})},
           "airflow.sdk": {"dag": lambda **options: (lambda function: function), "task": task},
           "pendulum": {"datetime": lambda *parts, tz: datetime.datetime(*parts)}}
for name, members in modules.items():
    sys.modules[name] = types.ModuleType(name)
    vars(sys.modules[name]).update(members)
def finish():
    assert [name for name, _ in tasks] == ["run", "newest"], tasks
    print(tasks[0][1]["status"], tasks[1][1])
""",
        )
        self.assertIn(f"SUCCEEDED {server.TODAY}", said)

    def test_dbt(self):
        [source] = yaml.safe_load((EXAMPLES / "dbt_sources.yml").read_text())["sources"]
        [table] = source["tables"]
        place = table["config"]["external_location"].replace("{{ env_var('FXLAKE_LAKE', 'lake') }}", str(server.shared_lake()))
        described = {row[0]: row[1] for row in duckdb.sql(f"DESCRIBE SELECT * FROM {place}").fetchall()}
        self.assertEqual({column["name"] for column in table["columns"]}, set(described))
        self.assertEqual(described["rate"], "DECIMAL(18,10)")
        self.assertIn(table["loaded_at_field"], described)

    def test_the_dashboard_asks_for_metrics_that_there_are(self):
        page = self.running.ask("/metrics").text
        dashboard = json.loads((EXAMPLES / "grafana.json").read_text())
        asked = {name for panel in dashboard["panels"] for target in panel["targets"] for name in re.findall(r"fxlake_\w+", target["expr"])}
        self.assertGreater(len(asked), 5)
        for name in asked:
            self.assertRegex(page, rf"(?m)^{name}[ {{]")


if __name__ == "__main__":
    unittest.main()
