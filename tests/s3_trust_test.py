# SPDX-License-Identifier: Apache-2.0
"""What is damaged or lost in a bucket is found by `fxlake verify` and gives no wrong answer; decisions lie with the raw zone."""

import pathlib
import random
import unittest

import program
import s3_server
import trust_campaign


class TrustOnS3(s3_server.Case):
    def away(self, path: pathlib.Path) -> pathlib.Path:
        """Moves an object's file out of the bucket: what the server notes beside its bytes stays with it."""
        kept = self.server.folder.parent / path.name
        path.rename(kept)
        return kept

    def finds(self, lake: program.Lake, check: str, key: str, *options):
        """verify ends with 8 and names the object, in this check, with a command or a backup that mends it."""
        outcome = lake.call("verify", "--json", *options)
        self.assertEqual(outcome.code, 8, f"{key}: {outcome.text}")
        found = [each for one in outcome.json["checks"] if one["check"] == check for each in one["findings"] if each["where"] == key]
        self.assertTrue(found, f"{check} does not name {key}: {outcome.text}")
        self.assertTrue(all(each["mend"] for each in found))

    def test_each_damage_is_found(self):
        lake = trust_campaign.make_lake(self.folder, self.s3)
        self.succeeds(lake.call("verify", "--deep"))
        chance, rates = random.Random(5), self.succeeds(lake.call(*trust_campaign.QUESTIONS["rates"])).out
        kinds = {trust_campaign.kind_of(key): key for key in trust_campaign.objects(lake)}
        checks = {
            "raw object": "raw objects",
            "fetch record": "fetch records",
            "decision about a suspect row": "decisions",
            "partition of rates": "partitions",
            "rejected rows": "quarantine",
            "state of a schedule": "schedules",
        }
        for kind, check in checks.items():
            key = kinds[kind]
            path = lake.folder / key
            content = path.read_bytes()
            for damage in ("one bit flipped", "truncated"):
                with self.subTest(kind=kind, damage=damage):
                    path.write_bytes(trust_campaign.damaged(content, damage, chance))
                    self.finds(lake, check, key, "--deep")
                    answer = lake.call(*trust_campaign.QUESTIONS["rates"])
                    self.assertTrue(answer.code != 0 or answer.out == rates, answer.text)
                    path.write_bytes(content)
            with self.subTest(kind=kind, damage="removed"):
                kept = self.away(path)
                outcome = lake.call("verify", "--deep", "--json")
                self.assertEqual(outcome.code, 8, outcome.text)
                self.assertIn(key, outcome.out)
                if kind in ("fetch record", "raw object", "decision about a suspect row"):
                    before = lake.hashes()
                    self.assertNotEqual(lake.call("rebuild").code, 0, "a rebuild would lose what it stands for")
                    self.assertEqual(lake.hashes(), before)
                kept.rename(path)
        self.succeeds(lake.call("verify", "--deep"))

    def test_decisions_lie_in_the_bucket_of_the_raw_zone(self):
        raw = s3_server.S3Lake(self.server, "decided", self.prefix)
        self.s3.environment |= {"FXLAKE_RAW": raw.uri}
        lake = trust_campaign.make_lake(self.folder, self.s3)
        key = ("ecb-history", "2026-04-16", "EUR", "USD")
        [decision] = raw.folder.glob("raw/decisions/source=ecb-history/*.json")
        self.assertFalse((lake.folder / "raw").exists(), "the other bucket has none of the raw zone")
        self.assertEqual(str(lake.rates()[key]), "11.8000000000")
        rates = lake.rates()
        self.succeeds(lake.call("rebuild"))
        self.assertEqual(lake.rates(), rates)
        self.succeeds(lake.call("verify", "--deep"))

        name = str(decision.relative_to(raw.folder))
        content = decision.read_bytes()
        decision.write_bytes(content.replace(b"accept", b"accepd"))
        self.finds(lake, "decisions", name)
        self.assertNotEqual(lake.call("rebuild").code, 0)
        decision.write_bytes(content)
        kept = self.away(decision)
        self.finds(lake, "decisions", name)
        self.assertNotEqual(lake.call("rebuild").code, 0)
        self.assertEqual(lake.rates(), rates)
        kept.rename(decision)

        entries = self.succeeds(lake.call("audit", "list", "--json")).json
        self.assertTrue(any("quarantine accept" in entry["command"] for entry in entries), entries)
        suspect = [row for row in lake.call("quarantine", "list", "--json").json if row["kind"] == "suspect"]
        self.assertEqual(suspect, [])


if __name__ == "__main__":
    unittest.main()
