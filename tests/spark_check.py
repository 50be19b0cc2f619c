# SPDX-License-Identifier: Apache-2.0
"""Spark reads the lake's Iceberg tables, by the catalog that is served and by their folder, as `fxlake query` does. `make test-spark`
runs it:
Spark is too large for `make test`."""

import json
import subprocess
import sys
import textwrap
import unittest

import program
import server

SPARK = program.ROOT / "build" / "deps" / "spark"
SQL = (
    "SELECT source, year(date) AS year, count(*) AS n, sum(rate) AS total, min(date) AS first, max(date) AS last FROM {}"
    " GROUP BY ALL ORDER BY ALL"
)
READER = textwrap.dedent("""
    import json, sys
    from pyspark.sql import SparkSession

    url, folder, jar, sql, first = sys.argv[1:]
    builder = SparkSession.builder.master("local[1]").config("spark.jars", jar).config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.host", "127.0.0.1").config("spark.sql.session.timeZone", "UTC")
    for name, options in {"served": {"type": "rest", "uri": url + "/iceberg"}, "there": {"type": "hadoop", "warehouse": folder}}.items():
        builder = builder.config("spark.sql.catalog." + name, "org.apache.iceberg.spark.SparkCatalog")
        for key, value in options.items():
            builder = builder.config(f"spark.sql.catalog.{name}.{key}", value)
    spark = builder.getOrCreate()
    def rows(table, at=""):
        return [[str(value) for value in row] for row in spark.sql(sql.format(table + at)).collect()]
    found = {"served": rows("served.fxlake.exchange_rates"), "folder": rows("there.tables.exchange_rates")}
    found["first"] = rows("served.fxlake.exchange_rates", f" VERSION AS OF '{first}'")
    revisions = spark.sql("SELECT rate FROM served.fxlake.exchange_rates_revisions").collect()
    found["revisions"] = [str(row[0]) for row in revisions]
    found["types"] = dict(spark.table("served.fxlake.exchange_rates").dtypes)
    print("FOUND " + json.dumps(found))
    """)
TYPES = {
    "base_currency": "string",
    "target_currency": "string",
    "rate": "decimal(18,10)",
    "date": "date",
    "recorded_at": "timestamp",
    "raw_object": "string",
    "source": "string",
}


class ReadsTheTables(program.Case):
    def queried(self) -> list[list[str]]:
        out = self.succeeds(self.lake.call("query", SQL.format("exchange_rates"), "--format", "csv")).out
        return [line.split(",") for line in out.splitlines()[1:]]

    def test_spark(self):
        head, *days = program.unzipped(program.HISTORY).splitlines()
        rules = self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")

        def run(name, lines):
            file = self.file(f"{name}/eurofxref-hist.zip", program.zipped("\n".join([head, *lines])))
            self.succeeds(self.lake.run("ecb-history", file, today=days[0][:10], options=["--name", name, "--rules", rules]))

        run("first", days[1:600])
        before = self.queried()
        cells = days[1].split(",")
        revised = ",".join([cells[0], str(round(float(cells[1]) * 1.001, 4)), *cells[2:]])
        run("second", [days[0], revised, *days[2:600]])
        [jar] = SPARK.glob("iceberg-*.jar")
        with server.Server(self.lake.folder, today=days[0][:10]) as served:
            words = [SPARK / "bin" / "python", "-c", READER, served.url, self.lake.folder, jar, SQL, "first"]
            done = subprocess.run(list(map(str, words)), capture_output=True, text=True, timeout=600)
        self.assertEqual(done.returncode, 0, done.stderr[-4000:])
        found = json.loads(next(line for line in done.stdout.splitlines() if line.startswith("FOUND ")).removeprefix("FOUND "))
        self.assertEqual(found["served"], self.queried())
        self.assertEqual(found["folder"], self.queried())
        self.assertEqual(found["first"], before)
        self.assertEqual([float(rate) for rate in found["revisions"]], [float(cells[1])])
        self.assertEqual(found["types"], TYPES)


if __name__ == "__main__":
    sys.exit(unittest.main())
