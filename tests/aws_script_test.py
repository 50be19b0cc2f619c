# SPDX-License-Identifier: Apache-2.0
"""scripts/aws.sh, with programs in place of terraform and aws that record their calls."""

import os
import pathlib
import subprocess
import tempfile
import unittest

import tree

FAKES = {
    "terraform": """case "$2" in
  console) cat >/dev/null; echo '"ecb frankfurter"' ;;
  output) case "$4" in
    state_machine_arn) printf arn:aws:states:eu-west-1:123456789012:stateMachine:fxlake-dev ;;
    backfill_arn) printf arn:aws:states:eu-west-1:123456789012:stateMachine:fxlake-dev-backfill ;;
    log_groups) echo '["/aws/lambda/fxlake-dev-ingest","/aws/vendedlogs/states/fxlake-dev"]' ;;
  esac ;;
  plan) exit "${PLAN_EXIT:-0}" ;;
esac""",
    "aws": """case "$1 $2" in
  "sts get-caller-identity") echo 123456789012 ;;
  "stepfunctions start-execution") echo arn:execution:one ;;
  "stepfunctions describe-execution") case "$*" in *"--query status"*) echo "${ENDS:-SUCCEEDED}" ;; *) echo '{"passed":true}' ;; esac ;;
esac""",
    "fxlake": "echo \"SELECT '$*'\"",
}


class AwsScript(unittest.TestCase):
    def call(self, *words: str, **environment: str) -> tuple[subprocess.CompletedProcess, list[str]]:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            for fake, body in FAKES.items():
                path = folder / fake
                path.write_text(f'#!/bin/sh\necho "{fake} $*" >>"{folder}/calls"\n{body}\n', encoding="utf-8")
                path.chmod(0o755)
            more = {"PATH": f"{folder}:{os.environ['PATH']}", "PACKAGES": name, "FXLAKE": str(folder / "fxlake"), "POLL_SECONDS": "0"}
            done = subprocess.run(
                [tree.ROOT / "scripts/aws.sh", *words],
                env=os.environ | more | environment,
                capture_output=True,
                text=True,
                stdin=subprocess.DEVNULL,
            )
            calls = folder / "calls"
            return done, calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []

    def check(self, words: tuple[str, ...], code: int, called: list[str], **environment: str):
        """The script exits with `code`, and its calls include these in this order."""
        done, calls = self.call(*words, **environment)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        rest = iter(calls)
        for expected in called:
            self.assertTrue(any(expected in call for call in rest), f"{expected}\n" + "\n".join(calls))
        return done, calls

    def test_accepted(self):
        self.check(
            ("init", "dev"), 0, ["-backend-config=environments/dev.s3.tfbackend -backend-config=bucket=fxlake-terraform-state-123456789012"]
        )
        self.check(("init", "prod"), 0, ["-backend-config=bucket=mine"], STATE_BUCKET="mine")
        self.check(
            ("plan", "staging"),
            0,
            [
                "init",
                "terraform -chdir=infra/terraform console",
                "quality sql --engine athena --source ecb --source frankfurter",
                "-out=staging.plan",
            ],
        )
        self.check(("plan", "dev"), 0, ["-var=aws_account_id=999999999999"], AWS_ACCOUNT="999999999999")
        self.check(("deploy", "dev"), 0, ["plan -input=false", "apply -input=false dev.plan"], AUTO="yes")
        self.check(("destroy", "dev"), 0, ["init", "destroy -input=false -auto-approve -var-file=environments/dev.tfvars"], AUTO="yes")
        self.check(("start", "dev"), 0, ["--input {} --query executionArn", "describe-execution --region eu-west-1"])
        self.check(("start", "dev"), 0, ['--input {"sources":["ecb"]}'], INPUT='{"sources":["ecb"]}')
        self.check(("start", "dev"), 0, ["--state-machine-arn arn:aws:states:eu-west-1:123456789012:stateMachine:fxlake-dev --input"])
        self.check(("start", "dev"), 0, ["stateMachine:fxlake-dev-backfill --input {} --query"], MACHINE="backfill")
        self.check(("logs", "dev"), 0, ["aws logs tail /aws/lambda/fxlake-dev-ingest", "aws logs tail /aws/vendedlogs/states/fxlake-dev"])

    def test_refused(self):
        done, calls = self.check(("plan", "test"), 1, [])
        self.assertEqual(calls, [])
        self.assertIn('unknown environment "test"', done.stderr)
        done, calls = self.check(("deploy", "prod"), 1, ["plan -input=false"])
        self.assertFalse(any(" apply " in call for call in calls), "nobody said yes")
        _, calls = self.check(("destroy", "dev"), 1, [])
        self.assertEqual(calls, [])
        self.check(("start", "dev"), 1, ["start-execution"], ENDS="FAILED")
        self.check(("drift", "dev"), 2, ["plan -input=false -out=dev.plan"], PLAN_EXIT="2")


if __name__ == "__main__":
    unittest.main()
