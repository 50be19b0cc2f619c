# SPDX-License-Identifier: Apache-2.0
"""On AWS the Glue Data Catalog says which metadata file of a table counts: fxlake-cloud moves that pointer with each commit. Glue is
moto's, the bucket is a real S3 server's."""

import json
import logging
import os
import subprocess
import unittest
import urllib.request

import boto3
import iceberg_engines as engines
import lambda_emulator
import moto.server
import program
import pyiceberg.table
import s3_server

DATABASE = "fxlake_test"
HEAD = "Date,USD,\n"
ROWS = {"2026-04-13": "2026-04-13,1.17,\n", "2026-04-14": "2026-04-14,1.18,\n2026-04-13,1.171,\n"}


@unittest.skipUnless(lambda_emulator.CLOUD.exists(), "fxlake-cloud is not built")
class Pointer(s3_server.Case):
    def setUp(self):
        super().setUp()
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self.moto = moto.server.ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        self.moto.start()
        self.addCleanup(self.moto.stop)
        host, port = self.moto.get_host_and_port()
        keys = {"aws_access_key_id": s3_server.KEY_ID, "aws_secret_access_key": s3_server.SECRET, "region_name": "us-east-1"}
        self.glue = boto3.client("glue", endpoint_url=f"http://{host}:{port}", **keys)
        urllib.request.urlopen(urllib.request.Request(f"http://{host}:{port}/moto-api/reset", method="POST")).close()
        self.glue.create_database(DatabaseInput={"Name": DATABASE})
        self.environment = s3_server.environment(self.server.port) | {
            "AWS_ENDPOINT_URL_GLUE": f"http://{host}:{port}",
            "AWS_REGION": "us-east-1",
            "FXLAKE_LAKE": self.s3.uri,
            "FXLAKE_CATALOG_DATABASE": DATABASE,
        }
        for table in (program.RATES, program.REVISIONS):
            self.glue.create_table(
                DatabaseName=DATABASE,
                TableInput={
                    "Name": f"{table}_iceberg",
                    "TableType": "EXTERNAL_TABLE",
                    "Parameters": {"table_type": "ICEBERG", "metadata_location": self.location(table, 1)},
                    "StorageDescriptor": {
                        "Location": f"{self.s3.uri}/tables/{table}",
                        "Columns": [{"Name": "rate", "Type": "decimal(18,10)"}],
                    },
                },
            )

    def location(self, table: str, version: int) -> str:
        return f"{self.s3.uri}/tables/{table}/metadata/v{version}.metadata.json"

    def pointer(self, table: str) -> dict:
        return self.glue.get_table(DatabaseName=DATABASE, Name=f"{table}_iceberg")["Table"]

    def transform(self, day: str) -> subprocess.CompletedProcess:
        rows = self.file(f"{day}/eurofxref-hist.zip", program.zipped(HEAD + ROWS[day]))
        self.succeeds(self.s3.call("ingest", "--source", "ecb-history", "--replay", rows, "--today", day))
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "FXLAKE_"))}
        words = [lambda_emulator.CLOUD, "transform", "--source", "ecb-history", "--execution", f"run-{day}"]
        return subprocess.run(words, env=kept | self.environment, capture_output=True, text=True, timeout=60)

    def test_the_pointer_moves_with_each_commit(self):
        for version, day in enumerate(ROWS, 1):
            done = self.transform(day)
            self.assertEqual(done.returncode, 0, done.stderr[-2000:])
            found = self.pointer(program.RATES)["Parameters"]
            self.assertEqual(found["metadata_location"], self.location(program.RATES, version))
            self.assertEqual(found["table_type"], "ICEBERG")
        self.assertEqual(found["previous_metadata_location"], self.location(program.RATES, 1))
        self.assertEqual(self.pointer(program.REVISIONS)["Parameters"]["metadata_location"], self.location(program.REVISIONS, 2))
        self.assertEqual(self.pointer(program.RATES)["StorageDescriptor"]["Columns"][0]["Type"], "decimal(18,10)")
        keys = {"s3.endpoint": f"http://127.0.0.1:{self.server.port}", "s3.region": "us-east-1"}
        keys |= {"s3.access-key-id": s3_server.KEY_ID, "s3.secret-access-key": s3_server.SECRET}
        table = pyiceberg.table.StaticTable.from_metadata(found["metadata_location"], keys)
        rows = engines.rows_of(table.scan().to_arrow(), program.RATES, "pyiceberg")
        self.assertEqual([str(row[2]) for row in rows], ["1.1710000000", "1.1800000000"])
        self.assertIn("run-2026-04-14", table.refs())

    def test_a_lost_pointer_fails_the_step_and_is_caught_up(self):
        self.glue.delete_table(DatabaseName=DATABASE, Name=f"{program.RATES}_iceberg")
        done = self.transform("2026-04-13")
        self.assertNotEqual(done.returncode, 0)
        error = json.loads(done.stderr.splitlines()[-1])
        self.assertEqual(error["errorType"], "FXLake.NotFound", error)
        self.glue.create_table(
            DatabaseName=DATABASE,
            TableInput={"Name": f"{program.RATES}_iceberg", "Parameters": {"table_type": "ICEBERG"}},
        )
        self.assertEqual(self.transform("2026-04-13").returncode, 0)
        self.assertEqual(self.pointer(program.RATES)["Parameters"]["metadata_location"], self.location(program.RATES, 1))


if __name__ == "__main__":
    unittest.main()
