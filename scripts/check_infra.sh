#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# check_infra.sh BUILD: the slower proofs of the AWS stack, on the plans that tests/terraform_test.py leaves in BUILD: checkov's policies, and
# the roles' policies by experiment: calls one by one, then the program itself.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

build=$1 tools=build/deps/infra/bin plans=$1/terraform/plans/infra/terraform
FXLAKE_BUILD=$build build/deps/venv/bin/python tests/terraform_test.py || {
  [ $? = 77 ] && echo "check-infra: without plans there is nothing to check here" >&2 && exit 0
  exit 1
}
"$tools/python" tests/infra/policies.py "$tools/checkov" "dev=$plans/dev-csv.plan.json" "prod=$plans/prod-csv.plan.json"
"$tools/python" tests/infra/permissions.py "$plans/dev-csv.plan.json"
"$tools/python" tests/infra/program_calls.py "$plans/dev-csv.plan.json" "$build/bin/fxlake-cloud"
