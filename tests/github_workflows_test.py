# SPDX-License-Identifier: Apache-2.0
"""The workflows of .github: actionlint accepts them, actions are pinned by commit, and no job has unneeded permissions."""

import pathlib
import re
import subprocess
import tempfile
import unittest

import tree
import yaml

FOLDER = ".github/workflows/"
ACTIONLINT = tree.ROOT / "build" / "deps" / "actionlint"
# Write permissions of jobs, with the reason.
MAY_WRITE = {
    ("deploy.yml", "plan"): {"id-token"},  # to take a role of AWS
    ("deploy.yml", "apply"): {"id-token"},
    ("deploy.yml", "drift"): {"id-token"},
    ("release.yml", "release"): {"contents", "id-token", "attestations"},  # to publish, and to sign the provenance
    ("release.yml", "pypi"): {"id-token"},  # to be known to PyPI
    ("release.yml", "image"): {"packages"},  # to push it
}


def loose_actions(text: str) -> list[str]:
    """Actions of others that are not pinned by a commit with the version beside it."""
    used = re.findall(r"uses: +(\S+)(.*)", text)
    return [name for name, rest in used if not name.startswith("./") and not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v[\d.]+", name + rest)]


class GithubWorkflows(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.texts = {path.removeprefix(FOLDER): text for path, text in tree.select(tree.read(), ".yml", under=(FOLDER,)).items()}
        cls.workflows = {path: yaml.safe_load(text) for path, text in cls.texts.items()}

    def lint(self, *files) -> subprocess.CompletedProcess:
        return subprocess.run(
            [ACTIONLINT, "-no-color", "-shellcheck=", "-pyflakes=", *files], cwd=tree.ROOT, capture_output=True, text=True
        )

    def test_they_are_there(self):
        self.assertEqual(set(self.texts), {"ci.yml", "deploy.yml", "release.yml"})

    def test_actionlint_has_nothing_against_them(self):
        if not ACTIONLINT.exists():
            self.skipTest("NOT PROVEN, for want of a Go compiler at set-up: that actionlint has nothing against the workflows")
        done = self.lint(*(FOLDER + path for path in self.texts))
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
        with tempfile.TemporaryDirectory() as folder:
            bad = pathlib.Path(folder) / "bad.yml"
            bad.write_text(
                "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ github.nowhere }}\n", encoding="utf-8"
            )
            self.assertIn("nowhere", self.lint(str(bad)).stdout)

    def test_actions_are_pinned(self):
        for path, text in self.texts.items():
            self.assertEqual(loose_actions(text), [], path)
        self.assertEqual(loose_actions("- uses: actions/checkout@v4"), ["actions/checkout@v4"])

    def test_permissions_are_least(self):
        for path, workflow in self.workflows.items():
            self.assertEqual(workflow["permissions"], {"contents": "read"}, path)
            for name, job in workflow["jobs"].items():
                writes = {scope for scope, level in job.get("permissions", {}).items() if level != "read"}
                self.assertEqual(writes, MAY_WRITE.get((path, name), set()), f"{path}: {name}")

    def test_no_input_reaches_a_shell_as_text(self):
        for path, workflow in self.workflows.items():
            for job in workflow["jobs"].values():
                for step in job.get("steps", []):
                    self.assertNotIn("${{", step.get("run", ""), path)

    def test_a_deployment_is_approved_and_applies_the_plan_that_was_kept(self):
        jobs = self.workflows["deploy.yml"]["jobs"]
        self.assertEqual(jobs["apply"]["needs"], "plan")
        self.assertEqual(jobs["apply"]["environment"], "${{ inputs.environment }}")
        kept = next(step["with"]["name"] for step in jobs["plan"]["steps"] if "upload-artifact" in step.get("uses", ""))
        taken = next(step["with"]["name"] for step in jobs["apply"]["steps"] if "download-artifact" in step.get("uses", ""))
        self.assertEqual(kept, taken)

    def test_who_builds_a_release_may_not_sign_it_and_accounts_are_off(self):
        jobs = self.workflows["release.yml"]["jobs"]
        for name, job in jobs.items():
            builds = any("make " in step.get("run", "") for step in job.get("steps", []))
            self.assertFalse(builds and job.get("permissions"), name)
        for name in ("pypi", "image"):
            self.assertRegex(jobs[name]["if"], r"^vars\.PUBLISH_\w+ == 'true'$")
            self.assertEqual(jobs[name]["needs"], "release")

    def test_they_call_targets_that_exist(self):
        makefile = (tree.ROOT / "Makefile").read_text(encoding="utf-8")
        targets = set(re.findall(r"^([a-z-]+)(?:\s[a-z -]+)?:", makefile, re.M)) | {"asan", "tsan"}
        called = {target for text in self.texts.values() for target in re.findall(r"\bmake ([a-z-]+)", text)}
        self.assertLessEqual(called, targets)


if __name__ == "__main__":
    unittest.main()
