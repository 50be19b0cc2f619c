# SPDX-License-Identifier: Apache-2.0
"""The AWS stack as Terraform sees it: formatted, valid, planned for each environment and output format, and wired as it should be.

Needs terraform (or tofu) and a stand-in for the provider; where they are missing it says so and proves nothing (exit code 77).
"""

import collections
import concurrent.futures
import json
import pathlib
import re
import subprocess
import sys
import tomllib
import unittest

import aws_knowledge
import terraform_stack as tf
import tree
import workflow_outcomes_test

sys.path.insert(0, str(tree.ROOT / "tests" / "infra"))
import alarm_scenarios  # noqa: E402
import policy as policy_rules  # noqa: E402

ASL_VALIDATOR = tree.ROOT / "build/deps/npm-test/node_modules/asl-validator/dist/bin/asl-validator.js"
TEMPLATES = {"workflow": "fxlake.asl.json", "backfill": "backfill.asl.json", "export": "export.asl.json"}
BOOTSTRAP = ["-var=repository=owner/name", "-var=aws_region=eu-central-1", f"-var=aws_account_id={tf.ACCOUNT}"]
OURS = re.compile(r'MetricTraits\{Metric::\w+, "(\w+)", \w+, "\w+", "(\w*)"')


def own_metrics(table: str) -> dict[str, set[str]]:
    """Those that FXLake writes, with their dimensions."""
    return {name: {dimension} - {""} for name, dimension in OURS.findall(table)}


def wide_statements(policies: dict[str, list[dict]]) -> list[str]:
    """Statements that allow more than they have to."""
    found = []
    for role, statements in policies.items():
        for statement in statements:
            name = f"{role}/{statement['Sid']}"
            actions = statement["Action"]
            if isinstance(actions, str) or any("*" in action for action in actions) or "NotAction" in statement:
                found.append(f"{name}: actions")
            if any(resource == "*" for resource in statement["Resource"]):
                listed = statement["Sid"] in aws_knowledge.EVERY_RESOURCE
                if not listed or not set(actions) <= aws_knowledge.CALLS_WITHOUT_RESOURCE:
                    found.append(f"{name}: every resource")
    return found


def strange_alarms(alarms: list[dict], ours: dict[str, set[str]], filtered: set[tuple[str, str]]) -> list[str]:
    """Alarms on what nobody publishes."""
    found = []
    for alarm in alarms:
        metric = (alarm["namespace"], alarm["metric_name"])
        published = aws_knowledge.METRICS.get(metric)
        if published is None and alarm["namespace"].startswith("FXLake/"):
            published = set() if metric in filtered else ours.get(metric[1])
        if published != set(alarm.get("dimensions") or {}):
            found.append(f"{alarm['alarm_name']}: {metric} by {sorted(alarm.get('dimensions') or {})}")
    return found


class Terraform(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.stack = tf.Stack("plans")
        cases = [(environment, form) for environment in tf.ENVIRONMENTS for form in tf.FORMATS]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            own_tests = pool.submit(tf.Stack("tests").call, "test")
            cls.plans = dict(zip(cases, pool.map(lambda case: cls.stack.plan(*case), cases), strict=True))
            cls.own_tests = own_tests.result()
        cls.state = cls.stack.fill_in("prod-csv.plan")
        cls.bootstrap_stack = tf.Stack("bootstrap", "bootstrap")
        cls.bootstrap = cls.bootstrap_stack.plan_with(*BOOTSTRAP)

    def test_the_text_is_formatted_and_valid(self):
        self.assertEqual(self.stack.call("fmt", "-check", "-recursive", "-list=true", str(tf.STACK)), "")
        self.assertIn("valid", self.stack.call("validate"))

    def test_the_stack_passes_its_own_tests(self):
        self.assertRegex(self.own_tests, r"Success! \d+ passed, 0 failed")

    def test_every_environment_and_format_has_a_plan(self):
        for (environment, form), plan in self.plans.items():
            with self.subTest(environment=environment, form=form):
                changes = collections.Counter(tuple(change["change"]["actions"]) for change in plan["resource_changes"])
                self.assertEqual(set(changes) - {("read",)}, {("create",)})
                machines = {resource["index"] for resource in tf.resources(plan, "aws_sfn_state_machine")}
                self.assertEqual(machines, {"workflow", "backfill"} | ({"export"} if form == "csv" else set()))
                keys = tf.resources(plan, "aws_kms_key")
                self.assertEqual(len(keys), 1 if environment == "prod" else 0)

    def test_a_rebuild_changes_nothing_and_another_program_does(self):
        self.stack.package()
        self.assertEqual(self.stack.changes("prod", "csv"), set())
        self.stack.package(b"another")
        self.assertEqual(self.stack.changes("prod", "csv"), {"aws_lambda_function", "aws_s3_object", "aws_glue_job"})

    def test_no_policy_is_wide(self):
        for case, plan in self.plans.items():
            policies = tf.policies(plan)
            self.assertGreaterEqual(set(policies), {"ingest", "transform", "validate", "job", "workflow", "backfill", "schedule", "trail"})
            self.assertEqual(wide_statements(policies), [], case)
        bad = {
            "a": [{"Sid": "X", "Action": ["s3:*"], "Resource": ["*"]}],
            "b": [{"Sid": "Traces", "Action": ["s3:Get"], "Resource": ["*"]}],
        }
        self.assertEqual(wide_statements(bad), ["a/X: actions", "a/X: every resource", "b/Traces: every resource"])

    def experiment(self, script: str, *words):
        """A script of tests/infra on the plan of dev: calls under the roles' own policies, with no account."""
        plan = self.stack.folder / "dev-csv.plan.json"
        command = [sys.executable, tree.ROOT / "tests" / "infra" / script, plan, *words]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertRegex(done.stdout, r"^\w+: [1-9]\d+ passed, 0 failed\n$")

    def test_roles_may_do_what_the_code_does_and_no_more(self):
        self.experiment("permissions.py")

    @unittest.skipUnless(tf.CLOUD.exists(), "fxlake-cloud is not built")
    def test_the_program_works_under_the_roles(self):
        self.experiment("program_calls.py", tf.CLOUD)

    def test_each_function_has_a_role_of_its_own(self):
        takers = [resource["values"]["role"] for resource in tf.resources(self.state, "aws_lambda_function")]
        takers += [
            resource["values"]["role_arn"]
            for kind in ("aws_glue_job", "aws_sfn_state_machine")
            for resource in tf.resources(self.state, kind)
        ]
        takers += [schedule["values"]["target"][0]["role_arn"] for schedule in tf.resources(self.state, "aws_scheduler_schedule")][:1]
        roles = {resource["values"]["arn"] for resource in tf.resources(self.state, "aws_iam_role")}
        self.assertEqual(len(takers), 8)
        self.assertEqual(len(set(takers)), len(takers))
        self.assertLessEqual(set(takers), roles)
        boundaries = {resource["values"]["permissions_boundary"] for resource in tf.resources(self.state, "aws_iam_role")}
        self.assertEqual(boundaries, {f"arn:aws:iam::{tf.ACCOUNT}:policy/fxlake-prod-boundary"})

    def test_a_role_is_taken_only_by_its_own_service(self):
        for role in tf.resources(self.state, "aws_iam_role"):
            [statement] = json.loads(role["values"]["assume_role_policy"])["Statement"]
            [service] = statement["Principal"].values()
            self.assertRegex(service, r"^[a-z]+[.]amazonaws[.]com$")
            # Lambda and Glue do not say for what they take a role.
            if service.split(".")[0] not in ("lambda", "glue"):
                self.assertEqual(statement["Condition"]["StringEquals"], {"aws:SourceAccount": tf.ACCOUNT}, role["index"])
                self.assertRegex(
                    statement["Condition"]["ArnLike"]["aws:SourceArn"], rf"^arn:aws:[a-z]+:eu-central-1:{tf.ACCOUNT}:.*fxlake-prod"
                )

    def test_workflows_of_the_repository_get_roles_by_environment(self):
        taken_by = {}
        for role in tf.resources(self.bootstrap, "aws_iam_role"):
            [statement] = json.loads(role["values"]["assume_role_policy"])["Statement"]
            conditions = statement["Condition"]["StringEquals"]
            taken_by[role["index"]] = {key.partition(":")[2]: value for key, value in conditions.items()}
        names = [name + end for name in tf.ENVIRONMENTS for end in ("", "-plan")]
        expected = {
            name: {
                "aud": "sts.amazonaws.com",
                "sub": f"repo:owner/name:environment:{name}",
                "environment": name,
                "ref": "refs/heads/main",
            }
            for name in names
        }
        self.assertEqual(taken_by, expected)
        self.assertEqual(len(tf.resources(self.bootstrap, "aws_iam_openid_connect_provider")), 1)
        policies = {(policy["name"], policy["index"]) for policy in tf.resources(self.bootstrap, "aws_iam_role_policy")}
        self.assertEqual(policies, {(kind, name) for kind in ("deploy", "plan") for name in tf.ENVIRONMENTS})
        self.assertEqual(tf.resources(self.bootstrap, "aws_iam_role_policy_attachment"), [], "no policy that AWS manages")
        for policy in tf.resources(self.bootstrap, "aws_iam_role_policy"):
            self.assertLess(len(policy["values"]["policy"]), 10_240, "IAM's limit for the inline policies of a role")

    def test_bootstrap_without_a_repository_and_beside_another_provider(self):
        plan = self.bootstrap_stack.plan_with(*BOOTSTRAP[1:])
        self.assertEqual(tf.resources(plan, "aws_iam_role") + tf.resources(plan, "aws_iam_openid_connect_provider"), [])
        self.assertEqual({policy["index"] for policy in tf.resources(plan, "aws_iam_policy")}, set(tf.ENVIRONMENTS))
        plan = self.bootstrap_stack.plan_with(*BOOTSTRAP, "-var=create_oidc_provider=false")
        self.assertEqual(tf.resources(plan, "aws_iam_openid_connect_provider"), [])
        self.assertEqual(len(tf.resources(plan, "aws_iam_role")), 6)

    def test_a_deployment_stays_in_its_environment(self):
        expected = tomllib.loads((tree.ROOT / "tests/infra/deploy_permissions.toml").read_text(encoding="utf-8"))
        statements = {
            policy["name"]: json.loads(policy["values"]["policy"])["Statement"]
            for policy in tf.resources(self.bootstrap, "aws_iam_role_policy")
            if policy["index"] == "dev"
        }
        self.assertEqual(set(statements), set(expected))
        wrong = []
        for kind, lists in expected.items():
            for verdict, calls in lists.items():
                for call in calls:
                    words, _, conditions = call.format(account=tf.ACCOUNT).partition(" if ")
                    context = dict(condition.split("=", 1) for condition in conditions.split())
                    if policy_rules.allows(statements[kind], *words.split(" "), context) != (verdict == "allowed"):
                        wrong.append(f"{kind}: not {verdict}: {call}")
        self.assertEqual(wrong, [])

    def test_the_boundary_holds_what_roles_do_and_no_other_environment(self):
        boundaries = {
            policy["index"]: json.loads(policy["values"]["policy"])["Statement"]
            for policy in tf.resources(self.bootstrap, "aws_iam_policy")
        }
        for policy in tf.resources(self.bootstrap, "aws_iam_policy"):
            self.assertLess(len(policy["values"]["policy"]), 6_144, "IAM's limit for a managed policy")
        held, beyond = [], []
        for environment, form in self.plans:
            for role, statements in tf.policies(self.plans[environment, form]).items():
                for statement in statements:
                    context = {"kms:ResourceAliases": f"alias/fxlake-{environment}"}
                    for action in statement["Action"]:
                        for resource in statement["Resource"]:
                            if resource != "*" and resource.split(":")[2] != action.split(":")[0]:
                                continue  # a resource of another service than the call's
                            if not policy_rules.allows(boundaries[environment], action, resource, context):
                                held.append(f"{environment} {role}: {action} {resource}")
                            other = "prod" if environment == "dev" else "dev"
                            # Account-wide calls, the catalog's own names and the log groups that all environments share.
                            shared = re.search(r"^\*$|:catalog$|/default$|AwsDataCatalog|/aws-glue/|:key/", resource)
                            if not shared and policy_rules.allows(boundaries[other], action, resource, context):
                                beyond.append(f"{other} may {action} {resource}")
        self.assertEqual((sorted(set(held)), beyond), ([], []))

    def test_prod_encrypts_with_its_own_key(self):
        key = tf.resources(self.state, "aws_kms_key")[0]["values"]["arn"]
        fields = {
            "aws_cloudwatch_log_group": "kms_key_id",
            "aws_lambda_function": "kms_key_arn",
            "aws_sns_topic": "kms_master_key_id",
            "aws_sqs_queue": "kms_master_key_id",
            "aws_scheduler_schedule": "kms_key_arn",
            "aws_cloudtrail": "kms_key_id",
        }
        for kind, field in fields.items():
            found = {resource["address"]: resource["values"][field] for resource in tf.resources(self.state, kind)}
            self.assertEqual(set(found.values()), {key}, found)
        for resource in tf.resources(self.state, "aws_s3_bucket_server_side_encryption_configuration"):
            rule = resource["values"]["rule"][0]["apply_server_side_encryption_by_default"][0]
            self.assertEqual(rule["sse_algorithm"], "AES256" if resource["index"] == "logs" else "aws:kms", resource["index"])
        job = tf.resources(self.state, "aws_glue_security_configuration")[0]["values"]["encryption_configuration"][0]
        self.assertEqual({part[0]["kms_key_arn"] for part in job.values() if isinstance(part, list)}, {key})

    def test_no_bucket_is_public(self):
        buckets = {resource["index"] for resource in tf.resources(self.state, "aws_s3_bucket")}
        self.assertEqual(buckets, {"raw", "processed", "results", "artifacts", "trail", "logs"})
        for kind in ("public_access_block", "ownership_controls", "versioning", "server_side_encryption_configuration", "policy"):
            self.assertEqual({resource["index"] for resource in tf.resources(self.state, f"aws_s3_bucket_{kind}")}, buckets, kind)
        for block in tf.resources(self.state, "aws_s3_bucket_public_access_block"):
            flags = [
                block["values"][flag]
                for flag in ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")
            ]
            self.assertEqual(flags, [True] * 4)
        for policy in tf.resources(self.state, "aws_s3_bucket_policy"):
            for statement in json.loads(policy["values"]["policy"])["Statement"]:
                self.assertTrue(statement["Effect"] == "Deny" or "Service" in statement["Principal"], statement)
        self.assertEqual(
            tf.resources(self.state, "aws_s3_bucket_acl") + tf.resources(self.state, "aws_s3_bucket_website_configuration"), []
        )

    def test_alarms_watch_what_is_published(self):
        table = (tree.ROOT / "src/fxlake/telemetry/metric_table.cc").read_text(encoding="utf-8")
        ours = own_metrics(table)
        self.assertEqual(len(ours), table.count("MetricTraits{Metric::"))
        filters = [
            resource["values"]["metric_transformation"][0] for resource in tf.resources(self.state, "aws_cloudwatch_log_metric_filter")
        ]
        filtered = {(metric["namespace"], metric["name"]) for metric in filters}
        alarms = [resource["values"] for resource in tf.resources(self.state, "aws_cloudwatch_metric_alarm")]
        self.assertEqual(strange_alarms(alarms, ours, filtered), [])
        bad = {"alarm_name": "a", "namespace": "FXLake/dev", "metric_name": "StaleDays", "dimensions": {"Bank": "ecb"}}
        self.assertEqual(strange_alarms([bad], ours, filtered), ["a: ('FXLake/dev', 'StaleDays') by ['Bank']"])
        watched = {alarm["metric_name"] for alarm in alarms}
        self.assertLessEqual({"StaleDays", "RowsQuarantined", "QualityRulesFailed", "EmptyResults", "UnauthorizedCalls"}, watched)
        drawn = json.loads(tf.resources(self.state, "aws_cloudwatch_dashboard")[0]["values"]["dashboard_body"])["widgets"]
        lines = [line for widget in drawn for line in widget["properties"].get("metrics", [])]
        strange = [line for line in lines if line[1] not in ours and (line[0], line[1]) not in aws_knowledge.METRICS]
        self.assertEqual(strange, [])

    def test_alarms_are_states_and_one_failure_is_one_message(self):
        self.assertEqual(alarm_scenarios.problems(self.plans["dev", "parquet"], "fxlake-dev"), [])
        # Alarms as they must not be: a state that is gone at night, with a message when it comes and when it goes.
        pulse = {
            "alarm_name": "fxlake-dev-pulse",
            "namespace": "AWS/States",
            "metric_name": "ExecutionsFailed",
            "dimensions": {"StateMachineArn": f"arn:aws:states:eu-central-1:{tf.ACCOUNT}:stateMachine:fxlake-dev"},
            "statistic": "Sum",
            "period": 300,
            "evaluation_periods": 1,
            "datapoints_to_alarm": None,
            "comparison_operator": "GreaterThanThreshold",
            "threshold": 0,
            "treat_missing_data": "notBreaching",
            "alarm_actions": ["topic"],
            "ok_actions": ["topic"],
            "insufficient_data_actions": [],
        }
        failed = alarm_scenarios.Days("fxlake-dev")
        failed.run(0, failed_source="ecb")
        self.assertEqual(alarm_scenarios.play([pulse], "fxlake-dev", failed, 20), (4, set()))

    def test_functions_and_job_write_where_alarms_look(self):
        namespaces = {
            function["values"]["environment"][0]["variables"]["FXLAKE_METRIC_NAMESPACE"]
            for function in tf.resources(self.state, "aws_lambda_function")
        }
        job = tf.resources(self.state, "aws_glue_job")[0]["values"]["default_arguments"]
        self.assertEqual(namespaces | {job["--metric-namespace"]}, {"FXLake/prod"})
        script = (tree.ROOT / "infra/glue/transform.py").read_text(encoding="utf-8")
        self.assertEqual([name for name in job if f'"{name}"' not in script], [])
        self.assertEqual(job["--raw"], f"s3://fxlake-prod-raw-{tf.ACCOUNT}")

    def test_the_guide_counts_the_alarms(self):
        alarms = tf.resources(self.plans["dev", "parquet"], "aws_cloudwatch_metric_alarm")
        self.assertIn(f"{len(alarms)} alarms x 0.10", (tree.ROOT / "docs/guides/aws.md").read_text(encoding="utf-8"))

    def test_rules_count_what_alarms_watch(self):
        rules = {resource["values"]["name"] for resource in tf.resources(self.state, "aws_cloudwatch_event_rule")}
        alarms = [resource["values"] for resource in tf.resources(self.state, "aws_cloudwatch_metric_alarm")]
        self.assertLessEqual({alarm["dimensions"]["RuleName"] for alarm in alarms if alarm["namespace"] == "AWS/Events"}, rules)

    def test_tables_are_those_of_the_lake(self):
        found = tf.resources(self.state, "aws_glue_catalog_table")
        tables, iceberg = ({each["index"]: each["values"] for each in found if each["name"] == name} for name in ("table", "iceberg"))
        columns = {name: [(c["name"], c["type"]) for c in table["storage_descriptor"][0]["columns"]] for name, table in tables.items()}
        rates = [
            ("base_currency", "string"),
            ("target_currency", "string"),
            ("rate", "decimal(18,10)"),
            ("date", "date"),
            ("recorded_at", "timestamp"),
            ("raw_object", "string"),
        ]
        self.assertEqual(columns, {"exchange_rates": rates, "exchange_rates_revisions": [*rates, ("superseded_at", "timestamp")]})
        for name, table in tables.items():
            self.assertEqual([(key["name"], key["type"]) for key in table["partition_keys"]], [("source", "string"), ("year", "int")])
            location = f"s3://fxlake-prod-processed-{tf.ACCOUNT}/processed/{name}/source=${{source}}/year=${{year}}/"
            self.assertEqual(table["parameters"]["storage.location.template"], location)
        for name, table in iceberg.items():
            location = f"s3://fxlake-prod-processed-{tf.ACCOUNT}/tables/{name}"
            self.assertEqual(table["parameters"]["metadata_location"], f"{location}/metadata/v1.metadata.json")
            self.assertEqual(table["storage_descriptor"][0]["location"], location)
            names = [(column["name"], column["type"]) for column in table["storage_descriptor"][0]["columns"]]
            self.assertEqual(names, [*columns[name], ("source", "string")])
        self.assertEqual({table["name"] for table in iceberg.values()}, {f"{name}_iceberg" for name in tables})

    def test_rendered_definitions_are_valid(self):
        for resource in tf.resources(self.state, "aws_sfn_state_machine"):
            definition = resource["values"]["definition"]
            self.assertNotIn("${", definition)
            template = (tree.ROOT / "workflows" / TEMPLATES[resource["index"]]).read_text(encoding="utf-8")
            self.assertEqual(definition.count("$$."), template.count("$$."), "the context object survives Terraform's templates")
            file = pathlib.Path(self.stack.folder / f"{resource['index']}.asl.json")
            file.write_text(definition, encoding="utf-8")
            verdict = subprocess.run([tf.FXLAKE, "asl", "validate", file], capture_output=True, text=True)
            self.assertEqual(json.loads(verdict.stdout), {"status": "VALID", "diagnostics": []})
            second = subprocess.run(["node", ASL_VALIDATOR, "--json-path", file], capture_output=True, text=True)
            self.assertEqual(second.returncode, 0, second.stdout + second.stderr)

    def test_the_rendered_workflow_runs(self):
        [workflow] = [resource for resource in tf.resources(self.state, "aws_sfn_state_machine") if resource["index"] == "workflow"]
        file = pathlib.Path(self.stack.folder / "rendered.asl.json")
        file.write_text(workflow["values"]["definition"], encoding="utf-8")
        for case, (expected, cause) in workflow_outcomes_test.OUTCOMES.items():
            words = [
                "asl",
                "run",
                "--definition",
                file,
                "--input",
                '{"sources": ["ecb"]}',
                "--mocks",
                workflow_outcomes_test.MOCKS,
                "--case",
                case,
                "--virtual-time",
            ]
            done = subprocess.run([tf.FXLAKE, *words], capture_output=True, text=True, timeout=60)
            outcome = json.loads(done.stdout)
            self.assertEqual(outcome["status"], expected, outcome)
            self.assertIn(cause, outcome.get("cause", ""))


if __name__ == "__main__":
    if tf.missing():
        print(
            "NOT PROVEN, for want of "
            + ", ".join(tf.missing())
            + ": format, validity, plans, wiring, policies and alarms of infra/terraform"
        )
        sys.exit(77)
    unittest.main()
