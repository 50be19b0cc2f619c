# SPDX-License-Identifier: Apache-2.0
"""scripts/aws.sh, with programs in place of terraform and aws that record their calls."""

import json
import logging
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import urllib.request

import terraform_stack
import tree

FAKES = {
    "terraform": """case "$2" in
  console) case "$(cat)" in
    *aws_region*) echo '"eu-west-1"' ;;
    *) echo '"ecb frankfurter"' ;;
  esac ;;
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
            ("init", "dev"),
            0,
            [
                "-backend-config=environments/dev.s3.tfbackend -backend-config=bucket=fxlake-terraform-state-123456789012 -backend-config=region=eu-west-1"
            ],
        )
        self.check(
            ("init", "prod"),
            0,
            ["-backend-config=bucket=mine -backend-config=region=us-east-1"],
            STATE_BUCKET="mine",
            STATE_REGION="us-east-1",
        )
        self.check(
            ("plan", "staging"),
            0,
            [
                "init",
                " console -var-file=",
                "quality sql --engine athena --source ecb --source frankfurter",
                "-out=staging.plan",
            ],
        )
        self.check(("plan", "dev"), 0, ["-var=aws_account_id=999999999999"], AWS_ACCOUNT="999999999999")
        self.check(("deploy", "dev"), 0, ["plan -input=false", "apply -input=false dev.plan"], AUTO="yes")
        self.check(("destroy", "dev"), 0, ["init", "destroy -input=false -auto-approve -var-file="], AUTO="yes")
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


class ReadOnlyState:
    """An S3 server with the environment's state, for credentials that may read and list; every write is refused and counted."""

    def __init__(self):
        # Imported here: without terraform the test that needs them is skipped.
        import boto3
        from moto.server import ThreadedMotoServer

        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self.server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self.server.start()
        host, port = self.server.get_host_and_port()
        self.url = f"http://{host}:{port}"

        def client(service):
            return boto3.client(
                service, endpoint_url=self.url, region_name="eu-central-1", aws_access_key_id="root", aws_secret_access_key="root"
            )

        self.s3 = client("s3")
        self.s3.create_bucket(Bucket="state", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
        client("iam").create_user(UserName="planner")
        statement = {"Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": "*"}
        policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        client("iam").put_user_policy(UserName="planner", PolicyName="read", PolicyDocument=policy)
        key = client("iam").create_access_key(UserName="planner")["AccessKey"]
        self.environment = {
            "AWS_ACCESS_KEY_ID": key["AccessKeyId"],
            "AWS_SECRET_ACCESS_KEY": key["SecretAccessKey"],
            "AWS_ENDPOINT_URL_S3": self.url,
            "AWS_ENDPOINT_URL_STS": self.url,
        }
        obey = urllib.request.Request(f"{self.url}/moto-api/reset-auth", data=b"0", headers={"Content-Type": "text/plain"}, method="POST")
        urllib.request.urlopen(obey).read()

    def objects(self) -> list[str]:
        from moto.s3.models import s3_backends

        return list(s3_backends["123456789012"]["aws"].buckets["state"].keys)


@unittest.skipIf(terraform_stack.missing(), "needs terraform and the stand-in for the provider")
class RealTerraform(unittest.TestCase):
    """aws.sh with terraform itself on a copy of the stack, whose state is in S3."""

    def test_a_plan_needs_no_write_to_the_state(self):
        state = ReadOnlyState()
        self.addCleanup(state.server.stop)
        with tempfile.TemporaryDirectory() as name:
            copy = pathlib.Path(name)
            for folder in ("infra", "scripts", "workflows"):
                shutil.copytree(tree.ROOT / folder, copy / folder, ignore=shutil.ignore_patterns(".terraform*", "*.tfstate*"))
            packages = copy / "package"
            packages.mkdir()
            for part in ("lambda", "glue"):
                (packages / f"fxlake-{part}-0.zip").write_bytes(b"no package")
            environment = state.environment | {
                "PACKAGES": str(packages),
                "FXLAKE": str(terraform_stack.FXLAKE),
                "STATE_BUCKET": "state",
                "AWS_ACCOUNT": "123456789012",
                "TF_CLI_CONFIG_FILE": terraform_stack.provider_configuration(),
                "TF_CLI_ARGS_init": "-backend-config=use_path_style=true",
                "TF_CLI_ARGS_plan": "-lock=false -no-color",
                "TF_IN_AUTOMATION": "1",
                "CHECKPOINT_DISABLE": "1",
            }
            done = subprocess.run(
                [copy / "scripts/aws.sh", "plan", "dev"], env=os.environ | environment, capture_output=True, text=True, timeout=300
            )
            self.assertEqual(done.returncode, 0, done.stdout[-3000:] + done.stderr[-3000:])
            self.assertTrue(re.search(r"Plan: \d+ to add, 0 to change, 0 to destroy", done.stdout), done.stdout[-1000:])
            self.assertTrue((copy / "infra/terraform/dev.plan").exists())
            self.assertIn("frankfurter", (packages / "quality.sql").read_text(encoding="utf-8"))
            self.assertEqual(state.objects(), [])
            # The same credentials cannot take the lock: without -lock=false the plan is refused.
            del environment["TF_CLI_ARGS_plan"]
            refused = subprocess.run(
                [copy / "scripts/aws.sh", "plan", "dev"], env=os.environ | environment, capture_output=True, text=True, timeout=300
            )
            self.assertNotEqual(refused.returncode, 0)
            self.assertIn("AccessDenied", refused.stdout + refused.stderr)


if __name__ == "__main__":
    unittest.main()
