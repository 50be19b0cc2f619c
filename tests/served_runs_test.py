# SPDX-License-Identifier: Apache-2.0
"""The runs of a lake as the server shows them: order, pages, revisions and measures, also for runs that end while it serves."""

import re
import time
import unittest

import program
import server


class ServedRuns(program.Case):
    def run_once(self, name: str, today: str, changes: dict[tuple[str, str], str] | None = None, refused=False):
        """A run over the ECB's file of 2026 as it was on a day, with some cells changed."""
        head, *rows = server.history_csv(today).splitlines()
        lines = [head]
        for row in rows:
            cells = row.split(",")
            for (day, code), text in (changes or {}).items():
                if cells[0] == day:
                    cells[head.split(",").index(code)] = text
            lines += [",".join(cells)] if cells[0] >= "2026" else []
        recording = self.file(f"{name}/eurofxref-hist.zip", program.zipped("\n".join(lines) + "\n"))
        outcome = self.lake.run("ecb-history", replay=recording, today=today, options=["--name", name])
        (self.fails if refused else self.succeeds)(outcome)

    def test_runs_are_in_the_order_of_time_whatever_their_names(self):
        self.run_once("zebra", "2026-04-08")
        self.run_once("mole", "2026-04-09")
        self.run_once("20260410T000000.000000Z-abcdef", "2026-04-10")
        self.run_once("ape", "2026-04-13")
        newest_first = ["ape", "20260410T000000.000000Z-abcdef", "mole", "zebra"]
        with server.Server(self.lake.folder) as running:
            for target, member, key in (("/api/v1/runs", "runs", "name"), ("/api/v1/quality", "history", "run")):

                def names(target=target, member=member, key=key, **parameters):
                    answer = running.get(target, **parameters).json
                    self.assertEqual(answer["count"], len(newest_first))
                    return [run[key] for run in answer[member]]

                self.assertEqual(names(), newest_first)
                self.assertEqual(names(limit=2), newest_first[:2])
                self.assertEqual(names(limit=2, offset=1), newest_first[1:3])
                self.assertEqual(names(offset=3), newest_first[3:])
                self.assertEqual(names(offset=4), [])
                self.assertEqual(names(offset=2**63 - 1), [])
                for wrong in ("-1", str(2**63), "x"):
                    self.assertEqual(running.get(target, offset=wrong).status, 400)
            self.assertEqual(running.get("/api/v1/quality").json["latest"]["run"], "ape")
        self.assertEqual([run["name"] for run in self.lake.call("runs", "--json").json], newest_first)

    def test_a_revision_names_the_value_that_replaced_it(self):
        day = ("2026-04-08", "USD")
        self.run_once("first", "2026-04-08", {day: "1.1001"})
        self.run_once("second", "2026-04-09", {day: "1.1002"})
        self.run_once("third", "2026-04-10")
        published = server.published()[day[0]][day[1]]
        with server.Server(self.lake.folder) as running:
            revisions = running.get("/api/v1/revisions").json
            self.assertEqual(revisions["count"], 2)
            first, second = revisions["revisions"]
            self.assertEqual([first["rate"], first["replaced_by"]["rate"]], ["1.1001", "1.1002"])
            self.assertEqual([second["rate"], second["replaced_by"]["rate"]], ["1.1002", published.rstrip("0")])
            for revision in (first, second):
                self.assertEqual(revision["replaced_by"]["recorded_at"], revision["superseded_at"])
            now = running.get("/api/v1/provenance", base="EUR", target="USD", date=day[0]).json
            self.assertEqual([one["replaced_by"] for one in now["revisions"]], [first["replaced_by"], second["replaced_by"]])
            self.assertEqual(second["replaced_by"], {key: now[key] for key in ("rate", "recorded_at", "raw_object")})

    def until(self, holds):
        """The server reads the lake's runs every second."""
        deadline = time.monotonic() + 30
        while not holds() and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertTrue(holds())

    def sample(self, running: server.Server, name: str) -> float:
        return float(re.search(rf"(?m)^{re.escape(name)} (\S+)$", running.ask("/metrics").text)[1])

    def test_metrics_are_those_of_the_runs(self):
        of_source = '{source="ecb-history"}'
        self.run_once("one", "2026-04-08")
        self.run_once("two", "2026-04-09", {("2026-04-07", "USD"): "1.1535"})
        with server.Server(self.lake.folder, today="2026-04-14") as running:
            page = running.ask("/metrics").text
            self.assertTrue(page.endswith("# EOF\n"))
            self.assertEqual(page.count("# EOF"), 1)
            families = re.findall(r"(?m)^# TYPE (\S+)", page)
            self.assertEqual(len(families), len(set(families)))
            rates = self.sample(running, f"fxlake_observations_new_total{of_source}")
            self.assertEqual(rates, len(self.lake.rates()))
            self.assertEqual(self.sample(running, f"fxlake_observations_revised_total{of_source}"), 1)
            self.assertEqual(self.sample(running, "fxlake_runs_succeeded_total"), 2)
            self.assertEqual(self.sample(running, "fxlake_runs_failed_total"), 0)
            self.assertEqual(self.sample(running, f"fxlake_stale_days{of_source}"), 2)
            self.run_once("three", "2026-04-10", {("2026-04-10", "USD"): "-1"}, refused=True)
            self.until(lambda: self.sample(running, "fxlake_runs_failed_total") == 1)
            self.assertEqual(self.sample(running, "fxlake_runs_succeeded_total"), 2)
            self.assertEqual(self.sample(running, f"fxlake_rows_quarantined_total{of_source}"), 1)
            self.assertGreater(self.sample(running, f"fxlake_observations_new_total{of_source}"), rates)
            self.assertEqual(self.sample(running, "fxlake_runs_failed_total"), 1)

    def test_currencies_are_those_that_have_rates(self):
        self.run_once("one", "2026-04-08")
        with server.Server(self.lake.folder) as running:
            answer = running.get("/api/v1/currencies").json
            codes = {currency["code"]: currency for currency in answer["currencies"]}
            self.assertEqual(list(codes), sorted({"EUR", *server.published()["2026-04-08"]}))
            self.assertEqual(
                codes["JPY"],
                {
                    "code": "JPY",
                    "name": "Japanese Yen",
                    "minor_units": 0,
                    "in_use_from": None,
                    "in_use_to": None,
                    "successor": None,
                    "first_day": "2026-01-02",
                    "last_day": "2026-04-08",
                    "sources": ["ecb-history"],
                },
            )
            self.assertEqual(running.get("/api/v1/currencies", source="other").json["currencies"], [])
            self.assertEqual(running.get("/api/v1/currencies", sauce="other").status, 400)
        with server.Server(server.shared_lake()) as running:
            lats = next(one for one in running.get("/api/v1/currencies").json["currencies"] if one["code"] == "LVL")
            self.assertEqual(lats["successor"], {"code": "EUR", "units": "0.702804", "since": "2014-01-01"})
            self.assertEqual((lats["in_use_to"], lats["last_day"]), ("2013-12-31", "2013-12-31"))


if __name__ == "__main__":
    unittest.main()
