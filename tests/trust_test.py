# SPDX-License-Identifier: Apache-2.0
"""Damage in a lake is found, gives no wrong result, and can be repaired: a part of tests/trust_campaign.py, and the commands around it."""

import json
import os
import random
import re
import shutil
import time
import unittest

import program
import trust_campaign


class Trust(program.Case):
    def setUp(self):
        super().setUp()
        self.campaign = trust_campaign.Campaign(self.folder)
        self.lake = self.campaign.whole

    def test_one_object_of_each_kind(self):
        chance = random.Random(7)
        kinds = {trust_campaign.kind_of(key): key for key in self.campaign.objects}
        self.assertGreaterEqual(len(kinds), 10, kinds)
        for kind, key in kinds.items():
            for damage in ("removed", "truncated", "one bit flipped"):
                with self.subTest(kind=kind, damage=damage):
                    questions = tuple(trust_campaign.QUESTIONS) if "partition" in kind or kind == "manifest" else ("rates",)
                    self.assertEqual(self.campaign.tell(key, damage, chance, questions).faults, [])

    def test_a_renamed_reader_costs_nothing(self):
        text = (program.ROOT / "sources" / "ecb-history.toml").read_text()
        name = re.search(r"\[read\.([a-z-]+)\]", text).group(1)
        sources = self.folder / "sources"
        sources.mkdir()
        (sources / "ecb-history.toml").write_text(
            text.replace(f"[read.{name}]", "[read.rows]").replace(f'reader = "{name}"', 'reader = "rows"')
        )
        before = self.lake.rates()
        self.succeeds(self.lake.call("rebuild", "--sources", sources))
        self.assertEqual(self.lake.rates(), before)
        self.succeeds(self.lake.call("quarantine", "replay", "--sources", sources))
        self.assertEqual(self.lake.rates(), before)

    def test_a_source_file_that_loses_rates_is_refused(self):
        text = (program.ROOT / "sources" / "ecb-history.toml").read_text()
        sources = self.folder / "sources"
        sources.mkdir()
        (sources / "ecb-history.toml").write_text(
            re.sub(r"(\[read\.[a-z-]+\]\n)", r'\1skip = [{ path = ".", is = ["0.8711", "0.8"] }]\n', text)
        )
        before = self.lake.hashes()
        for command in (["rebuild"], ["quarantine", "replay"]):
            outcome = self.lake.call(*command, "--sources", sources)
            self.assertEqual(outcome.code, 1, outcome.text)
            self.assertIn("would lose 3 rates of 3 days from 2025-12-31 to 2026-04-16: EUR/GBP 3", outcome.text)
            self.assertEqual(self.lake.hashes(), before)
        self.succeeds(self.lake.call("rebuild", "--force", "--sources", sources))
        self.assertEqual({key[3] for key in self.lake.rates()}, {"USD"})

    def test_what_nobody_reads_is_cleaned_away(self):
        old = time.time() - 3 * 24 * 3600
        killed = self.lake.folder / "processed" / ".fxlake-1-2"
        killed.write_text("half")
        os.utime(killed, (old, old))
        orphan = self.lake.folder / "raw" / "source=ecb-history" / "2026" / "01" / "20260102T000000.000000Z-0123456789abcdef.zip"
        orphan.parent.mkdir(parents=True)
        orphan.write_text("half")
        young = self.lake.folder / "raw" / ".fxlake-1-3"
        young.write_text("of a process at work")
        before = trust_campaign.objects(self.lake)
        found = self.lake.call("verify", "--json")
        self.assertEqual(found.code, 8, found.text)
        would = self.lake.call("clean", "--dry-run", "--json").json
        self.assertEqual({each["key"] for each in would["removed"]}, {str(path.relative_to(self.lake.folder)) for path in (killed, orphan)})
        self.assertEqual(trust_campaign.objects(self.lake), before)
        self.succeeds(self.lake.call("clean"))
        self.assertFalse(killed.exists() or orphan.exists())
        self.assertTrue(young.exists())
        kept = trust_campaign.objects(self.lake)
        self.assertEqual({key for key in before if key not in kept}, {str(orphan.relative_to(self.lake.folder))})
        self.assertEqual(self.lake.call("verify", "--deep").code, 0)

    def test_old_runs_are_cleaned_away(self):
        self.assertIn("nothing to remove", self.succeeds(self.lake.call("clean")).out)
        self.succeeds(self.lake.call("clean", "--keep-runs", "0", "--today", "2030-01-01"))
        self.assertEqual(sorted(path.name for path in (self.lake.folder / "runs").rglob("*") if path.is_file()), ["_running.json"])
        verified = self.lake.call("verify", "--deep", "--json")
        self.assertEqual(verified.code, 0, verified.text)

    def test_a_schedule_whose_state_is_lost_begins_anew_when_told_so(self):
        [state] = (self.lake.folder / "schedules").iterdir()
        state.unlink()
        found = self.lake.call("verify")
        self.assertEqual(found.code, 8, found.text)
        self.assertIn("schedules/daily.json: it is missing, and the journal knows that its schedule started a run", found.text)
        self.assertIn("nothing to remove", self.succeeds(self.lake.call("clean")).out)
        self.succeeds(self.lake.call("clean", "--schedules"))
        self.succeeds(self.lake.call("verify", "--deep"))

    def test_a_newer_manifest_asks_for_a_newer_program(self):
        path = self.lake.folder / "processed" / "_manifest.json"
        newer = json.dumps(json.loads(path.read_text()) | {"format": 2})
        path.write_text(newer)
        for command in (["status"], ["rebuild"], ["rates", "EUR", "USD"], ["verify"]):
            outcome = self.lake.call(*command)
            self.assertEqual(outcome.code, 8, outcome.text)
            self.assertIn("upgrade the program", outcome.text)
            self.assertNotIn("away", outcome.text)
        self.assertEqual(path.read_text(), newer)

    def test_a_lost_manifest_is_no_empty_lake(self):
        path = self.lake.folder / "processed" / "_manifest.json"
        before = self.lake.hashes()
        for lost in (None, path.read_bytes()[:300]):
            path.unlink()
            if lost is not None:
                path.write_bytes(lost)
            for command in (["status"], ["query", "SELECT 1 FROM exchange_rates"], ["rates", "EUR", "USD"], ["transform"], ["verify"],
                            ["quality", "check"], ["convert", "1", "EUR", "USD"], ["rebuild", "--source", "ecb-history"], ["runs"]):  # fmt: skip
                if command == ["runs"]:
                    continue
                outcome = self.lake.call(*command)
                self.assertEqual(outcome.code, 8, (command, outcome.text))
                self.assertIn("fxlake rebuild", outcome.text)
            self.succeeds(self.lake.call("rebuild"))
            after = self.lake.hashes()
            self.assertEqual(
                {key: after[key] for key in after if "_manifest" not in key}, {key: before[key] for key in before if "_manifest" not in key}
            )
            self.assertEqual(self.lake.call("verify", "--deep").code, 0)

    def test_a_rebuild_without_any_processed_zone(self):
        before = {key: digest for key, digest in self.lake.hashes().items() if key.endswith(".parquet")}
        shutil.rmtree(self.lake.folder / "processed")
        self.succeeds(self.lake.call("rebuild"))
        self.assertEqual({key: digest for key, digest in self.lake.hashes().items() if key.endswith(".parquet")}, before)
        self.assertEqual(self.lake.call("verify", "--deep").code, 0)

    def test_status_of_no_lake(self):
        outcome = program.Lake(self.folder / "nowhere").call("status")
        self.assertEqual(outcome.code, 3, outcome.text)
        self.assertIn("there is no lake", outcome.text)


if __name__ == "__main__":
    unittest.main()
