# SPDX-License-Identifier: Apache-2.0
"""workflows/backfill.asl.json, run by the interpreter with mocks: one child for each source and year, and the handling of its failures."""

import json
import unittest

import program

DEFINITION = program.ROOT / "workflows" / "backfill.asl.json"
NEW, KNOWN, DONE = ({"Return": {"Payload": payload}} for payload in ({"new_data": True}, {"new_data": False}, {"added": 9}))


def throw(error: str) -> dict:
    return {"Throw": {"Error": error, "Cause": f"cause of {error}"}}


class Backfill(program.Case):
    def run_definition(self, definition: str, given: dict, ingest: dict, transform: dict) -> dict:
        """The outcome, with the input of its functions in "payloads" (without those of children)."""
        tests = {"Ingest": "Ingest", "Transform": "Transform"}
        answers = {"Ingest": ingest, "Transform": transform}
        mocks = {"StateMachines": {"backfill": {"TestCases": {"Case": tests}}}, "MockedResponses": answers}
        words = ["--definition", self.file("backfill.json", definition), "--input", json.dumps(given), "--virtual-time"]
        words += ["--mocks", self.file("mocks.json", json.dumps(mocks)), "--case", "Case", "--history", self.folder / "history.json"]
        outcome = self.lake.call("asl", "run", *words).json
        outcome["history"] = [json.loads(line) for line in (self.folder / "history.json").read_text().splitlines()]
        return outcome

    def backfill(self, given: dict, ingest: dict, transform: dict) -> dict:
        return self.run_definition(DEFINITION.read_text().replace("${Sources}", "ecb,frankfurter"), given, ingest, transform)

    def test_it_is_valid(self):
        self.succeeds(self.lake.call("asl", "validate", DEFINITION))

    def test_every_year_of_every_source(self):
        for given, years in [
            ({"first_year": 2024, "last_year": 2026}, 6),
            ({"sources": ["ecb"], "first_year": 2026, "last_year": 2026}, 1),
            ({"sources": ["ecb"], "first_year": 1999, "last_year": 2026}, 28),
        ]:
            with self.subTest(given=given):
                outcome = self.backfill(given, {"0": NEW}, {"0": DONE})
                self.assertEqual((outcome["status"], outcome.get("output")), ("SUCCEEDED", {"years": years, "failed": [], "failures": 0}))

    def test_a_year_that_fails_hinders_no_other_and_fails_the_backfill(self):
        ingest = {"0": throw("FXLake.Denied"), "1": KNOWN, "2": NEW}
        outcome = self.backfill({"sources": ["ecb"], "first_year": 2024, "last_year": 2026}, ingest, {"0": DONE})
        self.assertEqual((outcome["status"], outcome["error"]), ("FAILED", "FXLake.BackfillFailed"))
        self.assertRegex(outcome["cause"], r'^1 of 3 years failed: .*"error":"FXLake.Denied","cause":"cause of FXLake.Denied"')

    def test_years_that_meet_at_the_manifest_try_again(self):
        given = {"sources": ["ecb"], "first_year": 2026, "last_year": 2026}
        outcome = self.backfill(given, {"0": NEW}, {"0-7": throw("FXLake.Conflict"), "8": DONE})
        self.assertEqual(outcome["status"], "SUCCEEDED", outcome)
        outcome = self.backfill(given, {"0": NEW}, {"0-8": throw("FXLake.Conflict"), "9": DONE})
        self.assertEqual(outcome["status"], "FAILED", outcome)

    def test_a_child_asks_for_its_year_then_transforms(self):
        years = json.loads(DEFINITION.read_text())["States"]["Sources"]["ItemProcessor"]["States"]["Years"]
        child = years["ItemProcessor"]
        self.assertEqual(child.pop("ProcessorConfig"), {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"})
        given = {"source": "ecb", "year": 2024, "execution": "fill-2024"}
        outcome = self.run_definition(json.dumps(child), given, {"0": NEW}, {"0": DONE})
        self.assertEqual(outcome["output"], {"source": "ecb", "year": 2024, "status": "DONE"})
        asked = {"source": "ecb", "from": "2024-01-01", "to": "2024-12-31", "replayed": False, "execution": "fill-2024"}
        parameters = find_all(outcome["history"], "parameters")
        self.assertEqual(
            [(call["FunctionName"], call["Payload"]) for call in parameters],
            [("${IngestFunction}", asked), ("${TransformFunction}", {"source": "ecb", "execution": "fill-2024"})],
        )


def find_all(value, key: str) -> list:
    if isinstance(value, dict):
        return [value[key]] if key in value else [found for item in value.values() for found in find_all(item, key)]
    return [found for item in value for found in find_all(item, key)] if isinstance(value, list) else []


if __name__ == "__main__":
    unittest.main()
