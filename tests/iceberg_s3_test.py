# SPDX-License-Identifier: Apache-2.0
"""Open tables in a bucket, on a real S3 server: two publishers at once lose nothing, and a daily run costs few requests more."""

import concurrent.futures
import json
import unittest

import iceberg_engines as engines
import program
import s3_server
import server

ROUNDS = 25  # of each of two publishers
HEAD = "Date,USD,\n"


class InABucket(s3_server.Case):
    def setUp(self):
        super().setUp()
        spec = program.without_plausibility((program.ROOT / "sources" / "ecb-history.toml").read_text())
        for name in ("bank-a", "bank-b"):
            self.file(f"sources/{name}.toml", spec.replace('"ecb-history"', f'"{name}"'))
        self.tables = self.s3.folder / "tables"

    def day(self, lake, source: str, day: int, config=()):
        """A fetch and a transform of the days of April up to that one."""
        rows = "".join(f"2026-04-{at:02},1.{at:02},\n" for at in range(day, 0, -1))
        file = self.file(f"{source}-{day}/eurofxref-hist.zip", program.zipped(HEAD + rows))
        common = ["--source", source, "--sources", self.folder / "sources", "--today", "2026-04-30", *config]
        self.succeeds(lake.call("ingest", *common, "--replay", file))
        self.succeeds(lake.call("transform", *common))

    def metadata(self, version: int, table=program.RATES) -> dict:
        return json.loads((self.tables / table / "metadata" / f"v{version}.metadata.json").read_text())

    def test_two_publishers_lose_nothing(self):
        def rounds(source):
            for day in range(1, ROUNDS + 1):
                self.day(self.s3, source, day)

        with concurrent.futures.ThreadPoolExecutor() as pool:
            list(pool.map(rounds, ("bank-a", "bank-b")))
        hint = int((self.tables / program.RATES / "metadata" / "version-hint.text").read_text())
        newest = self.metadata(hint)
        self.assertFalse((self.tables / program.RATES / "metadata" / f"v{hint + 1}.metadata.json").exists())
        self.assertEqual(len(newest["snapshots"]), hint)
        for version in range(1, hint + 1):  # each on top of the one before
            self.assertEqual(self.metadata(version)["snapshots"], newest["snapshots"][:version])
        self.assertEqual(newest["snapshots"][-1]["summary"]["total-records"], str(2 * ROUNDS))
        self.assertGreaterEqual(hint, ROUNDS)
        self.succeeds(self.s3.call("verify", "--sources", self.folder / "sources"))

    def test_engines_read_it_by_the_catalog(self):
        self.day(self.s3, "bank-a", 3)
        with server.Server(self.s3.uri, environment=self.s3.environment) as served:
            keys = {"s3.access-key-id": s3_server.KEY_ID, "s3.secret-access-key": s3_server.SECRET}
            rows = engines.rest_pyiceberg(served.url, program.RATES, **keys)
            self.assertEqual([str(row[2]) for row in rows], ["1.0100000000", "1.0200000000", "1.0300000000"])
            connection = engines.duckdb_with_iceberg()
            connection.execute(
                f"CREATE SECRET (TYPE s3, KEY_ID '{s3_server.KEY_ID}', SECRET '{s3_server.SECRET}', REGION 'us-east-1',"
                f" ENDPOINT '127.0.0.1:{self.server.port}', URL_STYLE 'path', USE_SSL false)"
            )
            self.assertEqual(engines.rest_duckdb(served.url, program.RATES, connection), rows)

    def test_a_day_costs_few_requests(self):
        """At most eight more than without the tables."""
        proxy = s3_server.Proxy(self.server)
        self.addCleanup(proxy.stop)
        off = self.file("off.toml", "tables = false\n")
        counted = {}
        for name, config in {"on": (), "off": ("--config", off)}.items():
            lake = s3_server.S3Lake(self.server, s3_server.BUCKET, f"requests-{name}", proxy.port)
            self.day(lake, "bank-a", 1, config)
            before = len(proxy.asked)
            self.day(lake, "bank-a", 2, config)
            counted[name] = [(method, path) for method, path, _ in proxy.asked[before:]]
        self.assertLessEqual(len(counted["on"]) - len(counted["off"]), 8, counted["on"])
        self.assertGreater(len(counted["on"]), len(counted["off"]))


if __name__ == "__main__":
    unittest.main()
