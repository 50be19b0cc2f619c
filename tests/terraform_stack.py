# SPDX-License-Identifier: Apache-2.0
"""infra/terraform as its tests see it: planned and filled in by a provider that knows the schema of AWS's and no account.

The provider is a stand-in that is built once, by a tool beside the checkout. It invents what AWS would answer, so nothing here shows
that a stack can be applied.
"""

import functools
import json
import os
import pathlib
import shutil
import subprocess

import tree

STACK = tree.ROOT / "infra" / "terraform"
ENVIRONMENTS = ["dev", "staging", "prod"]
FORMATS = ["parquet", "csv"]
ACCOUNT = "123456789012"
SCHEMA_TOOL = tree.ROOT.parent / "shared" / "tools" / "aws-provider-schema" / "install.sh"
BUILD = pathlib.Path(os.environ["FXLAKE_BUILD"]).resolve()
FXLAKE = BUILD / "bin" / "fxlake"
CLOUD = BUILD / "bin" / "fxlake-cloud"
WORK = BUILD / "terraform"


def program() -> str | None:
    return shutil.which("terraform") or shutil.which("tofu")


def missing() -> list[str]:
    """The missing requirements of a plan."""
    absent = [] if program() else ["terraform or tofu"]
    absent += [] if SCHEMA_TOOL.exists() else ["the stand-in for the provider, in ../shared"]
    return absent + [tool for tool in ("go", "node", "npm") if not shutil.which(tool)]


@functools.cache
def provider_configuration() -> str:
    return subprocess.run([SCHEMA_TOOL], check=True, capture_output=True, text=True).stdout.strip().splitlines()[-1]


class Stack:
    """A copy of the stack with a folder and a state of its own, and packages that hold nothing."""

    def __init__(self, name: str, part: str = "."):
        home = WORK / name
        shutil.rmtree(home, ignore_errors=True)
        for folder in ("infra", "workflows"):
            kept_out = shutil.ignore_patterns(".terraform*", "*.tfstate*")
            shutil.copytree(tree.ROOT / folder, home / folder, ignore=kept_out)
        self.folder = home / "infra" / "terraform" / part
        (self.folder / "backend_override.tf").write_text('terraform {\n  backend "local" {}\n}\n')
        self.packages = home / "package"
        self.package()
        self.call("init", "-input=false")

    def package(self, content=b"no package"):
        """What `make package` and `make plan` leave."""
        shutil.rmtree(self.packages, ignore_errors=True)
        self.packages.mkdir()
        for part in ("lambda", "glue"):
            (self.packages / f"fxlake-{part}-0.zip").write_bytes(content)
        command = [FXLAKE, "quality", "sql", "--engine", "athena", "--source", "ecb", "--source", "frankfurter"]
        statement = subprocess.run(command, check=True, capture_output=True).stdout
        (self.packages / "quality.sql").write_bytes(statement)

    def call(self, *words: str) -> str:
        """What the program printed; an exception with that when it failed."""
        environment = os.environ | {"TF_CLI_CONFIG_FILE": provider_configuration(), "TF_IN_AUTOMATION": "1", "CHECKPOINT_DISABLE": "1"}
        environment |= {"GOGC": "400"}  # it lives seconds, a third of which would go into collecting garbage
        done = subprocess.run(
            [program(), words[0], "-no-color", *words[1:]], cwd=self.folder, env=environment, capture_output=True, text=True, timeout=300
        )
        if done.returncode:
            raise AssertionError(f"terraform {' '.join(words)}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def variables(self, environment: str, output_format: str) -> list[str]:
        values = {
            "aws_account_id": ACCOUNT,
            "package_dir": str(self.packages),
            "fx_output_format": output_format,
            "sns_email_address": "rates@example.com",
        }
        return [f"-var-file=environments/{environment}.tfvars", *(f"-var={name}={value}" for name, value in values.items())]

    def plan(self, environment: str, output_format: str) -> dict:
        file = f"{environment}-{output_format}.plan"
        self.call("plan", "-input=false", "-lock=false", f"-out={file}", *self.variables(environment, output_format))
        shown = self.call("show", "-json", file)
        (self.folder / f"{file}.json").write_text(shown)
        return json.loads(shown)

    def plan_with(self, *words: str) -> dict:
        self.call("plan", "-input=false", "-lock=false", "-out=some.plan", *words)
        return json.loads(self.call("show", "-json", "some.plan"))

    def changes(self, environment: str, output_format: str) -> set[str]:
        """Types of what a plan would change in the state that `fill_in` left."""
        state = f"-state={environment}-{output_format}.plan.tfstate"
        self.call("plan", "-input=false", "-lock=false", "-out=again.plan", state, *self.variables(environment, output_format))
        planned = json.loads(self.call("show", "-json", "again.plan"))["resource_changes"]
        return {change["type"] for change in planned if change["change"]["actions"] not in (["no-op"], ["read"])}

    def fill_in(self, plan: str) -> dict:
        """The state that comes of a plan, with invented values for what only AWS can know."""
        self.call("apply", "-input=false", f"-state={plan}.tfstate", plan)
        return json.loads(self.call("show", "-json", f"{plan}.tfstate"))


def resources(values: dict, kind: str = "") -> list[dict]:
    """Those of a plan or a state, of one type or all."""
    found = []
    pending = [(values.get("planned_values") or values["values"])["root_module"]]
    while pending:
        module = pending.pop()
        found += [resource for resource in module.get("resources", []) if resource["mode"] == "managed" and kind in ("", resource["type"])]
        pending += module.get("child_modules", [])
    return found


def policies(values: dict) -> dict[str, list[dict]]:
    """{role: statements} of all roles."""
    found = {}
    for resource in resources(values, "aws_iam_role_policy"):
        name = resource["index"] if "index" in resource else resource["name"]
        found[name] = json.loads(resource["values"]["policy"])["Statement"]
    return found
