# SPDX-License-Identifier: Apache-2.0
"""permissions.py PLAN.json: least privilege by experiment. The policies of a plan are given to moto with authorization on. Calls of S3
are made, with each role's credentials; calls of other services, whose resources moto does not tell apart, are put to its evaluation.

moto does not know the prefix of a listing nor the aliases of a key, so conditions are left out here.
"""

import json
import logging
import pathlib
import sys
import tomllib
import urllib.request

import boto3
import botocore.exceptions
from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.s3.models import s3_backends
from moto.server import ThreadedMotoServer

REGION, ACCOUNT = "eu-central-1", "123456789012"
EXPECTED = pathlib.Path(__file__).parent / "permissions.toml"
TRUST = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]}


def planned(plan: dict, kind: str) -> list[dict]:
    found, pending = [], [plan["planned_values"]["root_module"]]
    while pending:
        module = pending.pop()
        found += [resource for resource in module.get("resources", []) if resource["type"] == kind]
        pending += module.get("child_modules", [])
    return found


def without_conditions(policy: str) -> str:
    document = json.loads(policy)
    for statement in document["Statement"]:
        statement.pop("Condition", None)
    return json.dumps(document)


def quiet():
    logging.getLogger("werkzeug").setLevel(logging.ERROR)


class Account:
    """moto with the buckets of a plan and an object wherever one is read."""

    def __init__(self, buckets: dict[str, str]):
        self.buckets = buckets
        self.server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self.server.start()
        host, port = self.server.get_host_and_port()
        self.url = f"http://{host}:{port}"
        self.root = {"aws_access_key_id": "root", "aws_secret_access_key": "root"}
        for bucket in buckets.values():
            self.client("s3").create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})

    def client(self, service: str, **credentials):
        return boto3.client(service, endpoint_url=self.url, region_name=REGION, **(credentials or self.root))

    def role(self, name: str, policy: str) -> str:
        arn = self.client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]["Arn"]
        self.client("iam").put_role_policy(RoleName=name, PolicyName="what-it-does", PolicyDocument=policy)
        return arn

    def take(self, arn: str) -> dict:
        given = self.client("sts").assume_role(RoleArn=arn, RoleSessionName="experiment")["Credentials"]
        return {
            "aws_access_key_id": given["AccessKeyId"],
            "aws_secret_access_key": given["SecretAccessKey"],
            "aws_session_token": given["SessionToken"],
        }

    def keys(self, zone: str) -> list[str]:
        """Of all objects, whatever the policies say."""
        return list(s3_backends[ACCOUNT]["aws"].buckets[self.buckets[zone]].keys)

    def obey_policies(self):
        request = urllib.request.Request(
            self.url + "/moto-api/reset-auth", data=b"0", headers={"Content-Type": "text/plain"}, method="POST"
        )
        urllib.request.urlopen(request).read()


def make_s3_call(client, action: str, bucket: str, key: str) -> bool:
    """Whether it was allowed."""
    calls = {
        "s3:GetObject": lambda: client.get_object(Bucket=bucket, Key=key),
        "s3:PutObject": lambda: client.put_object(Bucket=bucket, Key=key, Body=b"x"),
        "s3:DeleteObject": lambda: client.delete_object(Bucket=bucket, Key=key),
        "s3:ListBucket": lambda: client.list_objects_v2(Bucket=bucket, Prefix=key),
    }
    try:
        calls[action]()
    except botocore.exceptions.ClientError as error:
        if error.response["Error"]["Code"] in ("AccessDenied", "403"):
            return False
        raise
    return True


def main(plan_file: str) -> int:
    quiet()
    plan = json.loads(pathlib.Path(plan_file).read_text(encoding="utf-8"))
    policies = {resource["index"]: without_conditions(resource["values"]["policy"]) for resource in planned(plan, "aws_iam_role_policy")}
    buckets = {resource["index"]: resource["values"]["bucket"] for resource in planned(plan, "aws_s3_bucket")}
    expected = tomllib.loads(EXPECTED.read_text(encoding="utf-8"))
    wrong = [f"{role}: no call is listed" for role in policies if role not in expected]
    account = Account(buckets)
    roles = {name: account.role(name, policy) for name, policy in policies.items()}
    credentials = {name: account.take(arn) for name, arn in roles.items()}
    right = 0
    calls = [(role, kind == "allowed", call) for role, lists in expected.items() for kind, several in lists.items() for call in several]
    for _, _, call in calls:  # what is read is there
        action, resource = call.split(" ")
        if action == "s3:GetObject":
            bucket, key = resource.split("/", 1)
            account.client("s3").put_object(Bucket=bucket.format(**buckets), Key=key, Body=b"x")
    account.obey_policies()
    for role, allowed, call in calls:
        action, resource = call.format(here=f"{REGION}:{ACCOUNT}", **buckets).split(" ")
        if action.startswith("s3:"):
            was_allowed = make_s3_call(account.client("s3", **credentials[role]), action, *resource.split("/", 1))
        else:
            was_allowed = IAMPolicy(policies[role]).is_action_permitted(action, resource) == PermissionResult.PERMITTED
        right += was_allowed == allowed
        if was_allowed != allowed:
            wrong.append(f"{role}: {call} is {'allowed' if was_allowed else 'denied'}")
    account.server.stop()
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"permissions: {right} passed, {len(wrong)} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
