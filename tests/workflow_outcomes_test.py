# SPDX-License-Identifier: Apache-2.0
"""The workflow that AWS gets, executed here with mocked services: the outcomes of success and of each failure, and that the cases
together enter every state."""

import functools
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

import tree

FXLAKE = pathlib.Path(os.environ["FXLAKE_BUILD"]) / "bin" / "fxlake"
MOCKS = tree.ROOT / "tests" / "workflows" / "fxlake.mocks.json"
SUCCEEDED = ("SUCCEEDED", "")
NAMES = {
    "IngestFunction": "arn:aws:lambda:eu-central-1:123456789012:function:ingest",
    "ValidateFunction": "arn:aws:lambda:eu-central-1:123456789012:function:validate",
    "TransformJob": "transform",
    "Sources": "ecb",
    "QualitySql": "SELECT 1",
    "Database": "fxlake",
    "WorkGroup": "fxlake",
    "NotificationTopic": "arn:aws:sns:eu-central-1:123456789012:notifications",
}
# The outcome of each case of the mocks: the status, and parts of the cause.
OUTCOMES = {
    "Everything in order": SUCCEEDED,
    "Nothing new": SUCCEEDED,
    "Source answers at the second time": SUCCEEDED,
    "Job waits its turn": SUCCEEDED,
    "Source refuses": ("FAILED", "ecb: it could not be asked"),
    "Source stays away": ("FAILED", "ecb: it could not be asked"),
    "Job fails": ("FAILED", "ecb: it could not be asked"),
    "Statement fails": ("FAILED", "States.TaskFailed: COLUMN_NOT_FOUND"),
    "No rows": ("FAILED", "Athena.InvalidRequestException: Query has not yet finished"),
    "Check fails": ("FAILED", "RowCount > 0: observed 0"),
    "Validation breaks": ("FAILED", "FXLake.Corrupt: reading the answer"),
    "Nobody can be told": ("FAILED", "RowCount > 0: observed 0"),
    "Check fails, rows are named": ("FAILED", "source=ecb date=2026-11-25"),
    "Rows cannot be asked for": ("FAILED", "rows not known"),
    "Rows cannot be read": ("FAILED", "rows not known"),
    "Rows cannot be named": ("FAILED", 'ColumnValues "rate" > 0 (observed 1'),
}


@functools.cache
def definition() -> str:
    text = (tree.ROOT / "workflows/fxlake.asl.json").read_text(encoding="utf-8")
    return re.sub(r"\$\{(\w+)\}", lambda name: NAMES[name[1]], text)


def all_states(machine: dict) -> set[str]:
    found = set(machine["States"])
    for state in machine["States"].values():
        for inner in [state.get("ItemProcessor"), *state.get("Branches", [])]:
            found |= all_states(inner) if inner else set()
    return found


class WorkflowOutcomes(unittest.TestCase):
    def execute(self, case: str, folder: pathlib.Path) -> tuple[dict, list[dict]]:
        (folder / "workflow.json").write_text(definition(), encoding="utf-8")
        history = folder / "history.jsonl"
        command = [FXLAKE, "asl", "run", "--definition", folder / "workflow.json", "--input", "{}", "--mocks", MOCKS, "--case", case]
        done = subprocess.run([*command, "--virtual-time", "--history", history], capture_output=True, text=True, timeout=60)
        return json.loads(done.stdout), [json.loads(line) for line in history.read_text(encoding="utf-8").splitlines()]

    def test_each_case_ends_as_it_must(self):
        self.assertEqual(set(OUTCOMES), set(json.loads(MOCKS.read_text(encoding="utf-8"))["StateMachines"]["fxlake"]["TestCases"]))
        entered = set()
        for case, (status, cause) in OUTCOMES.items():
            with self.subTest(case=case), tempfile.TemporaryDirectory() as folder:
                outcome, events = self.execute(case, pathlib.Path(folder))
                self.assertEqual(outcome["status"], status, outcome)
                states = [event["stateEnteredEventDetails"]["name"] for event in events if "stateEnteredEventDetails" in event]
                entered |= set(states)
                if status == "FAILED":
                    self.assertEqual(outcome["error"], "FXLake.RunFailed")
                    self.assertIn(cause, outcome["cause"])
                    self.assertIn("Notify", states, "somebody is told of each failure")
                else:
                    self.assertNotIn("Notify", states)
        self.assertEqual(entered, all_states(json.loads(definition())))


if __name__ == "__main__":
    unittest.main()
