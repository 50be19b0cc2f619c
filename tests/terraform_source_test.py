# SPDX-License-Identifier: Apache-2.0
"""Checks of infra/terraform as text, on any machine; terraform_test.py runs Terraform itself."""

import ast
import decimal
import json
import re
import unittest

import terraform_source
import tree

PLACEHOLDERS = {
    "fxlake.asl.json": {
        "IngestFunction",
        "ValidateFunction",
        "TransformJob",
        "Sources",
        "QualitySql",
        "Database",
        "WorkGroup",
        "NotificationTopic",
    },
    "backfill.asl.json": {"IngestFunction", "TransformFunction", "Sources"},
    "export.asl.json": {"Bucket", "Database", "WorkGroup"},
}
SCHEDULE = {
    "name": str,
    "expression": str,
    "timezone": str,
    "start": (str, type(None)),
    "end": (str, type(None)),
    "flexible_minutes": int,
    "input": dict,
    "enabled": bool,
}


def undrawn(services: set[str], drawing: str) -> set[str]:
    """Services of the stack that have no part in the picture."""
    calls = [call for call in ast.walk(ast.parse(drawing)) if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "part"]
    return services - {call.args[0].value for call in calls}


def worked_out(arithmetic: str) -> float:
    """`22 statements x 10 MB x 5 / 1,000,000` without its words."""
    return eval(re.sub(r"[^\d.+*/() ]", "", arithmetic.replace(" x ", " * ")))  # noqa: S307


class TerraformSource(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.files = terraform_source.read()

    def blocks(self, kind: str, folder: str = ""):
        return terraform_source.blocks(self.files, kind, folder)

    def test_there_is_something_to_look_at(self):
        modules = {path.split("/")[1] for path in self.files if path.startswith("modules/")}
        self.assertEqual(modules, {"lake", "compute", "pipeline", "query", "observability", "security"})
        self.assertGreater(len(self.blocks("resource")), 40)

    def test_modules_have_few_inputs(self):
        inputs = {}
        for path, name, _ in self.blocks("variable", "modules/"):
            inputs.setdefault(path.split("/")[1], []).append(name)
        self.assertEqual({module: names for module, names in inputs.items() if len(names) > 15}, {})

    def test_every_input_and_output_is_described(self):
        bare = [
            f"{path}: {name}" for kind in ("variable", "output") for path, name, body in self.blocks(kind) if not body.get("description")
        ]
        self.assertEqual(bare, [])
        untyped = [f"{path}: {name}" for path, name, body in self.blocks("variable") if not body.get("type")]
        self.assertEqual(untyped, [])

    def test_nothing_is_declared_for_nobody(self):
        texts = tree.select(tree.read(), ".tf", under=("infra/terraform/",))
        idle = []
        for path, name, _ in self.blocks("variable"):
            folder = path.rpartition("/")[0]
            beside = [text for other, text in texts.items() if other.removeprefix("infra/terraform/").rpartition("/")[0] == folder]
            if not any(re.search(rf"\bvar\.{name}\b", re.sub(r"(?s)variable \"\w+\" \{.*?\n\}", "", text)) for text in beside):
                idle.append(f"{path}: {name}")
        self.assertEqual(idle, [])

    def test_modules_are_given_only_the_names_they_use(self):
        texts = tree.select(tree.read(), ".tf", under=("infra/terraform/modules/",))
        idle = []
        for path, text in texts.items():
            if not path.endswith("variables.tf"):
                continue
            beside = "\n".join(other for place, other in texts.items() if place.rpartition("/")[0] == path.rpartition("/")[0])
            for name, fields in re.findall(r"(?s)variable \"(\w+)\" \{[^}]*object\(\{(.*?)\}\)", text):
                declared = re.findall(r"^ +(\w+) +=", fields, re.MULTILINE)
                idle += [f"{path}: {name}.{field}" for field in declared if not re.search(rf"\bvar\.{name}\.{field}\b", beside)]
                self.assertTrue(declared, path)
        self.assertEqual(idle, [])

    def test_environments_are_only_values(self):
        paths = tree.select(tree.read(), "", under=("infra/terraform/environments/",))
        names = {f"infra/terraform/environments/{name}{end}" for name in ("dev", "staging", "prod") for end in (".tfvars", ".s3.tfbackend")}
        self.assertEqual(set(paths), names)
        known = {name for path, name, _ in self.blocks("variable") if path == "variables.tf"}
        for path, values in self.files.items():
            if path.endswith(".tfvars"):
                self.assertLessEqual(set(values), known, path)

    def test_policies_are_written_over_known_names(self):
        self.assertEqual([label for _, label, _ in self.blocks("data") if label.startswith("aws_iam_policy_document")], [])

    def test_the_example_shows_every_variable(self):
        example = (tree.ROOT / "infra/terraform/terraform.tfvars.example").read_text(encoding="utf-8")
        shown = set(re.findall(r"^#? ?(\w+) +=", example, re.M))
        self.assertEqual(shown, {name for path, name, _ in self.blocks("variable") if path == "variables.tf"})

    def test_every_service_is_drawn(self):
        drawing = (tree.ROOT / "assets/cloud-architecture.py").read_text(encoding="utf-8")
        self.assertEqual(undrawn(terraform_source.services(self.files), drawing), set())
        self.assertEqual(undrawn({"lambda", "batch"}, 'part("lambda", "x")'), {"batch"})

    def test_the_costs_add_up(self):
        guide = (tree.ROOT / "docs/guides/aws.md").read_text(encoding="utf-8")
        rows = re.findall(r"^\| ([^|]+) \|([^|]*)\| \*{0,2}(\d+\.\d\d)\*{0,2} \|$", guide, re.M)
        for name, arithmetic, cost in rows:
            if " x " in arithmetic:
                self.assertAlmostEqual(worked_out(arithmetic), float(cost), delta=0.00501, msg=name)
        costs = {name.strip("* "): decimal.Decimal(cost) for name, _, cost in rows}
        dev, prod = costs.pop("dev, staging"), costs.pop("prod")
        key = costs.pop("KMS, prod only")
        self.assertEqual((sum(costs.values()), dev + key), (dev, prod))

    def test_definitions_ask_for_what_terraform_fills_in(self):
        for file, expected in PLACEHOLDERS.items():
            text = (tree.ROOT / "workflows" / file).read_text(encoding="utf-8")
            self.assertEqual(set(re.findall(r"\$\{(\w+)\}", text)), expected, file)
            json.loads(text)
        calls = {
            call.split("/")[-1] for call in re.findall(r'templatefile\("([^"]+)"', "\n".join(tree.select(tree.read(), ".tf").values()))
        }
        self.assertEqual(calls, set(PLACEHOLDERS))

    def test_the_schedule_is_what_terraform_and_the_program_read(self):
        schedules = json.loads((tree.ROOT / "workflows/schedule.json").read_text(encoding="utf-8"))["schedules"]
        self.assertTrue(schedules)
        for schedule in schedules:
            self.assertEqual(list(schedule), list(SCHEDULE))
            for field, kind in SCHEDULE.items():
                self.assertIsInstance(schedule[field], kind, field)
            self.assertRegex(schedule["expression"], r"^(cron\(\S+ \S+ \S+ \S+ \S+ \S+\)|rate\(\d+ (minute|hour|day)s?\)|at\(\S+\))$")
        read = set(
            re.findall(r"each\.value\.(\w+)", (tree.ROOT / "infra/terraform/modules/pipeline/schedule.tf").read_text(encoding="utf-8"))
        )
        self.assertEqual(read | {"name"}, set(SCHEDULE))


if __name__ == "__main__":
    unittest.main()
