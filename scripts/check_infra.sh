#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# check_infra.sh BUILD: checks of the AWS stack that need half a gigabyte of checkers: tflint on its text, and checkov's policies on the
# plans that tests/terraform_test.py leaves in BUILD.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

build=$1 tools=build/deps/infra/bin plans=$1/terraform/plans/infra/terraform stack=infra/terraform

lint() { build/deps/tflint "--chdir=$1" "--config=$PWD/$stack/.tflint.hcl" "${@:2}"; }
if [ -x build/deps/tflint ]; then
  lint "$stack" --var environment=dev --var package_dir=tests/package
  lint "$stack/bootstrap"
  # The modules belong to this stack: the stack sets versions, and files are named by their content.
  for module in "$stack"/modules/*; do
    lint "$module" --disable-rule=terraform_required_version --disable-rule=terraform_required_providers \
      --disable-rule=terraform_standard_module_structure
  done
  echo "tflint: no findings"
fi
FXLAKE_BUILD=$build build/deps/venv/bin/python tests/terraform_test.py || {
  [ $? = 77 ] && echo "check-infra: there are no plans to check" >&2 && exit 0
  exit 1
}
"$tools/python" tests/infra/policies.py "dev=$plans/dev-csv.plan.json" "prod=$plans/prod-csv.plan.json"
