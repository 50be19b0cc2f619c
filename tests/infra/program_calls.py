# SPDX-License-Identifier: Apache-2.0
"""program_calls.py PLAN.json FXLAKE_CLOUD: the real program under the real policies. Each step runs with the credentials of its role,
against moto with authorization on and a made-up bank on this machine: what the code asks of S3 is what its role may do.

Bodies are kept, rates become new, revised and quarantined; a step that is run as a role that is not its own is refused.
"""

import http.server
import json
import os
import pathlib
import subprocess
import sys
import threading

from permissions import REGION, Account, planned, quiet, without_conditions

DAYS = [
    {"2026-11-23": {"USD": 1.1512, "GBP": 0.8774}, "2026-11-24": {"USD": 1.1533}},
    {"2026-11-24": {"USD": 1.1534}, "2026-11-25": {"USD": 1.1601, "GBP": "none"}},
]


NO_VERDICT = {
    "ResultSet": {"Rows": [{"Data": [{"VarCharValue": name} for name in ("rule_number", "rule", "observed", "expected", "verdict")]}]}
}
DATABASE, TABLES = "fxlake_dev", ("exchange_rates_iceberg", "exchange_rates_revisions_iceberg")
FOLDERS = [
    "tables/exchange_rates/metadata/v2.metadata.json",
    "tables/exchange_rates_revisions/data/source=frankfurter/",
    "processed/exchange_rates/",
    "processed/exchange_rates_revisions/",
    "processed/_manifest.json",
    "quarantine/source=frankfurter/",
]


class Bank(http.server.BaseHTTPRequestHandler):
    answer: dict = {}

    def do_GET(self):
        body = json.dumps(
            {"amount": 1.0, "base": "EUR", "start_date": "2026-11-23", "end_date": "2026-11-25", "rates": self.answer}
        ).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def with_probes(policy: str, buckets: dict[str, str]) -> str:
    """The policy and what the program does only at stores that are not AWS's: try out conditional writes on an object of its own."""
    document = json.loads(policy)
    probes = [f"arn:aws:s3:::{buckets[zone]}/.fxlake-probe-*" for zone in ("raw", "processed")]
    document["Statement"].append({"Effect": "Allow", "Action": ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], "Resource": probes})
    for statement in document["Statement"]:
        # moto evaluates calls of other services than S3 on every resource; permissions.py holds their resources.
        if not any(action.startswith("s3:") for action in statement["Action"]):
            statement["Resource"] = ["*"]
    return json.dumps(document)


class Program:
    def __init__(self, path: str, account: Account, credentials: dict[str, dict], bank: str):
        self.path, self.credentials = path, credentials
        self.environment = {
            "PATH": os.environ["PATH"],
            "AWS_REGION": REGION,
            "AWS_ENDPOINT_URL": account.url,
            "FXLAKE_LAKE": f"s3://{account.buckets['processed']}",
            "FXLAKE_RAW": f"s3://{account.buckets['raw']}",
            "FXLAKE_CATALOG_DATABASE": DATABASE,
            "FX_BASE_API_URL": bank,
        }

    def step(self, role: str, step: str, event: dict) -> str:
        credentials = {name.upper(): value for name, value in self.credentials[role].items()}
        done = subprocess.run(
            [self.path, step, "--event", json.dumps(event)], env=self.environment | credentials, capture_output=True, text=True, timeout=60
        )
        return done.stdout + done.stderr


def main(plan_file: str, program: str) -> int:
    quiet()
    plan = json.loads(pathlib.Path(plan_file).read_text(encoding="utf-8"))
    account = Account({resource["index"]: resource["values"]["bucket"] for resource in planned(plan, "aws_s3_bucket")})
    policies = {
        resource["index"]: with_probes(without_conditions(resource["values"]["policy"]), account.buckets)
        for resource in planned(plan, "aws_iam_role_policy")
    }
    arns = {name: account.role(name, policies[name]) for name in ("ingest", "transform", "job", "validate")}
    credentials = {name: account.take(arn) for name, arn in arns.items()}
    glue = account.client("glue")
    glue.create_database(DatabaseInput={"Name": DATABASE})
    for table in TABLES:
        glue.create_table(DatabaseName=DATABASE, TableInput={"Name": table, "Parameters": {"table_type": "ICEBERG"}})
    account.obey_policies()
    bank = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Bank)
    threading.Thread(target=bank.serve_forever, daemon=True).start()
    run = Program(program, account, credentials, f"http://127.0.0.1:{bank.server_address[1]}")

    right, wrong = 0, []

    def check(role: str, step: str, event: dict, expected: str):
        """The step, taken by the role, ends with this text in its answer or log."""
        nonlocal right
        text = run.step(role, step, event)
        right += expected in text
        if expected not in text:
            wrong.append(f"{step} as {role} says nothing of {expected}:\n{text}")

    for number, (answer, worker) in enumerate(zip(DAYS, ["job", "transform"], strict=True)):
        Bank.answer = answer
        event = {"source": "frankfurter", "execution": f"run-{number}", "from": "2026-11-23", "to": "2026-11-25"}
        check("validate", "ingest", event, "AccessDenied")
        check("ingest", "ingest", event, '"new_data":true')
        check("ingest", "transform", event, "AccessDenied")
        check("validate", "transform", event, "AccessDenied")
        check(worker, "transform", event, f'"added":{[3, 1][number]},"same":0,"revised":{[0, 1][number]},"rejected":{[0, 1][number]}')
        # The verdicts are incomplete on purpose: what counts is that the step was kept, and that it was not refused.
        check("validate", "validate", {"execution": f"run-{number}", "sources": [], "results": NO_VERDICT}, "FXLake.Corrupt")
    kept = [
        f"runs/run-{number}/steps/{step}.json" for number in (0, 1) for step in ("ingest-frankfurter", "transform-frankfurter", "validate")
    ]
    there = account.keys("processed")
    wrong += [f"{key} is not there" for key in kept if key not in there]
    wrong += [f"nothing under {folder}" for folder in FOLDERS if not any(key.startswith(folder) for key in there)]
    account.server.stop()
    bank.shutdown()
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"program: {right} passed, {len(wrong)} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
