# SPDX-License-Identifier: Apache-2.0
"""The audit journal as processes write it, and the findings of `fxlake audit verify` after a change to it."""

import concurrent.futures
import json
import unittest

import program


class Audit(program.Case):
    def journal(self):
        [file] = self.lake.folder.glob("audit/*/*/*.jsonl")
        return file

    def entries(self) -> list[dict]:
        return [json.loads(line) for line in self.journal().read_text().splitlines()]

    def test_processes_that_write_at_once(self):
        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            outcomes = list(pool.map(lambda number: self.lake.call("transform", env={"FXLAKE_PRINCIPAL": f"p{number}"}), range(12)))
        for outcome in outcomes:
            self.succeeds(outcome)
        entries = self.entries()
        self.assertEqual([entry["sequence"] for entry in entries], list(range(1, 25)))
        self.assertEqual(len({entry["principal"] for entry in entries}), 12)
        self.assertIn("24 entries, all unchanged", self.succeeds(self.lake.call("audit", "verify")).out)

    def test_whatever_is_done_to_a_line_is_found(self):
        for _ in range(3):
            self.succeeds(self.lake.call("transform"))
        file = self.journal()
        name = str(file.relative_to(self.lake.folder))
        lines = file.read_text().splitlines()

        def without(number):
            return lines[: number - 1] + lines[number:]

        def with_changed_bytes(number):
            line = lines[number - 1]
            middle = line.index('"command"') + 12
            return lines[: number - 1] + [line[:middle] + "X" + line[middle + 1 :]] + lines[number:]

        def swapped(number):
            return lines[: number - 1] + [lines[number], lines[number - 1]] + lines[number + 1 :]

        last = len(lines)
        rows = [(f"changed {n}", with_changed_bytes(n), f"{name}:{n}: entry {n} was changed") for n in range(1, last + 1)]
        rows += [(f"removed {n}", without(n), f"{name}:{n - 1}: entry {n} is missing") for n in range(2, last)]
        rows += [("removed the first", without(1), f"{name}:1: entry 1 is missing before this line")]
        rows += [("removed the last", without(last), f"{name}:{last - 1}: entry {last} is missing at the end")]
        rows += [(f"swapped {n}", swapped(n), f"{name}:{n + 1}: entry {n} was moved") for n in range(1, last)]
        for what, changed, finding in rows:
            with self.subTest(what):
                file.write_text("\n".join(changed) + "\n")
                outcome = self.fails(self.lake.call("audit", "verify"), finding)
                self.assertEqual(outcome.code, 1)
        file.write_text("\n".join(lines) + "\n")
        self.succeeds(self.lake.call("audit", "verify"))

    def test_a_command_that_cannot_write_its_entry_does_nothing(self):
        (self.lake.folder).mkdir()
        (self.lake.folder / "audit").write_text("in the way")
        self.fails(self.lake.call("transform"), "journal")
        self.assertEqual([path.name for path in self.lake.folder.iterdir() if not path.name.startswith(".")], ["audit"])


if __name__ == "__main__":
    unittest.main()
