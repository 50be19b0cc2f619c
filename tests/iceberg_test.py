# SPDX-License-Identifier: Apache-2.0
"""The lake's tables as Apache Iceberg tables: what engines read there is what `fxlake query` answers, before and after a revision."""

import json
import shutil
import unittest

import fastavro
import iceberg_engines as engines
import program
import pyarrow.parquet
import server

HEAD = "Date,USD,JPY,TRL,\n"
DAYS = "2025-12-31,1.17,183.1,1234567.8,\n2025-12-30,1.1687,183.05,1234560,\n"
NEXT = "2026-01-02,1.1721,183.62,0.0000000123,\n" + DAYS.replace("1.1687", "1.1688")


class Published(program.Case):
    """A lake of two sources, two years, and one revised value in each source."""

    def setUp(self):
        super().setUp()
        spec = program.without_plausibility((program.ROOT / "sources" / "ecb-history.toml").read_text())
        self.file("sources/ecb-history.toml", spec)
        self.file("sources/bank-b.toml", spec.replace('"ecb-history"', '"bank-b"'))
        self.rules = self.file("rules.dqdl", "Rules = [ RowCount > 0 ]")

    def publish(self, csv: str, today: str, name: str):
        file = self.file("eurofxref-hist.zip", program.zipped(HEAD + csv))
        for source in ("ecb-history", "bank-b"):
            options = ["--rules", self.rules, "--sources", self.folder / "sources", "--name", f"{name}-{source}"]
            self.succeeds(self.lake.run(source, file, today=today, options=options))

    def folder_of(self, table: str):
        return self.lake.folder / "tables" / table

    def queried(self, table: str) -> list[tuple]:
        """What the program itself answers."""
        file = self.folder / "answer.parquet"
        names = ", ".join(engines.columns_of(table))
        self.succeeds(self.lake.call("query", f"SELECT {names} FROM {table}", "--format", "parquet", "-o", file))
        return engines.rows_of(pyarrow.parquet.read_table(file), table, "fxlake")

    def read(self, reader, table: str, *snapshot) -> list[tuple]:
        return reader(self.folder_of(table), table, *snapshot)


class EnginesAgree(Published):
    def test_two_runs(self):
        self.publish(DAYS, "2025-12-31", "first")
        before = {table: self.queried(table) for table in (program.RATES, program.REVISIONS)}
        self.assertEqual(len(before[program.RATES]), 12)
        for name, reader in engines.FOLDER_READERS.items():
            with self.subTest(name, run=1):
                self.assertEqual(self.read(reader, program.RATES), before[program.RATES])
        self.publish(NEXT, "2026-01-02", "second")
        first = engines.snapshot_of_tag(self.folder_of(program.RATES), "first-bank-b")
        for table in (program.RATES, program.REVISIONS):
            expected = self.queried(table)
            self.assertEqual(len(expected), 18 if table == program.RATES else 2)
            for name, reader in engines.FOLDER_READERS.items():
                with self.subTest(name, run=2, table=table):
                    found = self.read(reader, table)
                    self.assertEqual(engines.rates_sum(found), engines.rates_sum(expected))
                    self.assertEqual(found, expected)
        for name, reader in engines.FOLDER_READERS.items():
            with self.subTest(name, snapshot=first):
                self.assertEqual(self.read(reader, program.RATES, first), before[program.RATES])

    def test_served_as_a_catalog(self):
        self.publish(DAYS, "2025-12-31", "first")
        with server.Server(self.lake.folder) as served:
            for table in (program.RATES, program.REVISIONS):
                for name, reader in engines.REST_READERS.items():
                    with self.subTest(name, table=table):
                        self.assertEqual(reader(served.url, table), self.queried(table))
            self.publish(NEXT, "2026-01-02", "second")
            for name, reader in engines.REST_READERS.items():
                with self.subTest(name):
                    self.assertEqual(reader(served.url, program.REVISIONS), self.queried(program.REVISIONS))
            status, answer = engines.ask(f"{served.url}/iceberg/v1/namespaces/fxlake/tables/nothing")
            self.assertEqual((status, answer["error"]["type"]), (404, "NoSuchTableException"))
            status, answer = engines.ask(f"{served.url}/iceberg/v1/namespaces/other/tables")
            self.assertEqual((status, answer["error"]["type"]), (404, "NoSuchNamespaceException"))


class Files(Published):
    def test_avro_is_as_fastavro_reads_it(self):
        self.publish(NEXT, "2026-01-02", "only")
        folder = self.folder_of(program.RATES) / "metadata"
        metadata = json.loads(engines.metadata_of(self.folder_of(program.RATES)).read_text())
        [snapshot] = [each for each in metadata["snapshots"] if each["snapshot-id"] == metadata["current-snapshot-id"]]
        with open(snapshot["manifest-list"], "rb") as file:
            reader = fastavro.reader(file)
            manifests = list(reader)
            self.assertEqual(reader.metadata["sequence-number"], str(snapshot["sequence-number"]))
        self.assertEqual([manifest["manifest_path"].split("/")[-1].split("-")[0] for manifest in manifests], ["bank", "ecb"])
        rows = 0
        for manifest in manifests:
            with open(manifest["manifest_path"], "rb") as file:
                reader = fastavro.reader(file)
                entries = list(reader)
                self.assertEqual(json.loads(reader.metadata["partition-spec"])[1]["transform"], "year")
            self.assertEqual(manifest["manifest_length"], (folder / manifest["manifest_path"].split("/")[-1]).stat().st_size)
            years = [entry["data_file"]["partition"]["day_year"] + 1970 for entry in entries if entry["status"] != 2]
            self.assertEqual(years, [2025, 2026])
            rows += sum(entry["data_file"]["record_count"] for entry in entries if entry["status"] != 2)
        self.assertEqual(str(rows), snapshot["summary"]["total-records"])

    def test_nothing_new_writes_nothing(self):
        self.publish(DAYS, "2025-12-31", "first")
        before = self.lake.hashes("tables")
        self.publish(DAYS, "2025-12-31", "again")
        self.assertEqual(self.lake.hashes("tables"), before)

    def test_turned_off(self):
        config = self.file("fxlake.toml", "tables = false\n")
        self.lake.environment = {"FXLAKE_CONFIG": str(config)}
        self.publish(DAYS, "2025-12-31", "first")
        self.assertFalse((self.lake.folder / "tables").exists())
        self.fails(self.lake.call("publish"), "tables = false")
        self.lake.environment = {}
        self.succeeds(self.lake.call("publish"))
        self.assertEqual(self.read(engines.by_duckdb, program.RATES), self.queried(program.RATES))

    def test_copied(self):
        self.publish(DAYS, "2025-12-31", "first")
        shutil.copytree(self.lake.folder, self.folder / "copy")
        self.lake = program.Lake(self.folder / "copy")
        self.fails(self.lake.call("verify"), "open tables", "publish --replace")
        self.fails(self.lake.call("publish"), "publish --replace")
        self.assertIn("publish --replace", self.succeeds(self.lake.call("transform", "--source", "ecb-history")).err, "a copied lake works")
        self.succeeds(self.lake.call("publish", "--replace"))
        self.succeeds(self.lake.call("verify"))
        self.assertEqual(self.read(engines.by_pyiceberg, program.RATES), self.queried(program.RATES))
        self.publish(NEXT, "2026-01-02", "second")
        self.assertEqual(self.read(engines.by_pyiceberg, program.RATES), self.queried(program.RATES))


class Kept(Published):
    def test_verify_follows_the_chain(self):
        self.publish(NEXT, "2026-01-02", "only")
        self.succeeds(self.lake.call("verify"))
        tables = self.lake.folder / "tables"
        files = [path for path in sorted(tables.rglob("*")) if path.is_file()]
        kinds = {self.kind(path): path for path in files if not (path.name.startswith("v1.") and path.parent.parent.name == program.RATES)}
        self.assertEqual(set(kinds), {"data", "manifest", "list", "metadata", "hint"})
        for kind, path in kinds.items():
            content = path.read_bytes()
            for damage in ("missing", "changed", "cut"):
                with self.subTest(kind, damage=damage):
                    if damage == "missing":
                        path.unlink()
                    else:
                        path.write_bytes(
                            content[: len(content) // 2]
                            + (bytes([content[len(content) // 2] ^ 1]) + content[len(content) // 2 + 1 :] if damage == "changed" else b"")
                        )
                    self.fails(self.lake.call("verify"), "open tables", path.name)
                    path.write_bytes(content)
        self.succeeds(self.lake.call("verify"))
        kinds["data"].write_bytes(b"PAR1")
        self.succeeds(self.lake.call("publish", "--replace"))
        self.succeeds(self.lake.call("verify"))

    @staticmethod
    def kind(path) -> str:
        endings = {".parquet": "data", "-m.avro": "manifest", ".avro": "list", ".metadata.json": "metadata", ".text": "hint"}
        return next(kind for ending, kind in endings.items() if path.name.endswith(ending))

    def test_clean_expires(self):
        self.publish(DAYS, "2025-12-31", "first")
        self.publish(NEXT, "2026-01-02", "second")
        expected = self.queried(program.RATES)
        options = ["--keep-runs", "0", "--keep-snapshots", "0", "--keep-newest", "1"]
        before = self.lake.hashes("tables")
        self.assertIn("would expire", self.succeeds(self.lake.call("clean", "--dry-run", *options)).out)
        self.assertEqual(self.lake.hashes("tables"), before)
        self.succeeds(self.lake.call("clean", *options))
        metadata = json.loads(engines.metadata_of(self.folder_of(program.RATES)).read_text())
        self.assertEqual(len(metadata["snapshots"]), 1)
        self.assertLess(len(self.lake.hashes("tables")), len(before))
        for name, reader in engines.FOLDER_READERS.items():
            with self.subTest(name):
                self.assertEqual(self.read(reader, program.RATES), expected)
        self.succeeds(self.lake.call("verify"))
        self.assertIn("nothing to remove", self.succeeds(self.lake.call("clean", *options)).out)


if __name__ == "__main__":
    unittest.main()
