# SPDX-License-Identifier: Apache-2.0
"""The examples run against a real server, and the dashboard uses existing metrics."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import program
import server

EXAMPLES = program.ROOT / "examples"


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
        listed = set(re.findall(r"^\| \[([\w.]+)\]", (EXAMPLES / "README.md").read_text(), re.M))
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

    def test_the_dashboard_asks_for_metrics_that_there_are(self):
        page = self.running.ask("/metrics").text
        dashboard = json.loads((EXAMPLES / "grafana.json").read_text())
        asked = {name for panel in dashboard["panels"] for target in panel["targets"] for name in re.findall(r"fxlake_\w+", target["expr"])}
        self.assertGreater(len(asked), 5)
        for name in asked:
            self.assertRegex(page, rf"(?m)^{name}[ {{]")


if __name__ == "__main__":
    unittest.main()
