#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# aws.sh COMMAND ENVIRONMENT: the stack of infra/terraform in one environment (dev, staging, prod).
#   init      connect to the environment's state           plan     show what would change, kept in <environment>.plan
#   deploy    plan, ask, apply                              apply    apply the plan that is kept
#   drift     exit 2 when the stack differs from the plan    destroy  remove the stack, after asking
#   start     start one execution and follow it              logs     logs of functions and executions of the last hour
# Put your own values in infra/terraform/local.<environment>.tfvars, which is not tracked.
# Variables: STATE_BUCKET, STATE_REGION (default: the environment's region), AWS_ACCOUNT (default: the account of the credentials), INPUT and MACHINE (backfill) for start, SINCE for logs, AUTO=yes to skip questions.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

command=${1:?command} environment=${2:?environment}
packages=${PACKAGES:-$PWD/build/package}
fxlake=${FXLAKE:-build/bin/fxlake}
export TF_DATA_DIR=.terraform/$environment

fail() {
  printf 'aws.sh: %s\n' "$*" >&2
  exit 1
}

[ -f "infra/terraform/environments/$environment.tfvars" ] || fail "unknown environment \"$environment\": expected dev, staging or prod"
program=$(command -v terraform || command -v tofu) || fail "install terraform or tofu"
stack=$PWD/infra/terraform
tf() { "$program" "-chdir=$stack" "$@"; }

account() {
  [ -n "${AWS_ACCOUNT:-}" ] || AWS_ACCOUNT=$(aws sts get-caller-identity --query Account --output text)
  printf '%s' "$AWS_ACCOUNT"
}

# The plan fails for every account other than its own.
variables() {
  local account
  account=$(account)
  values=("-var-file=$stack/environments/$environment.tfvars" "-var=aws_account_id=$account" "-var=package_dir=$packages")
  [ ! -f "$stack/local.$environment.tfvars" ] || values+=("-var-file=$stack/local.$environment.tfvars")
}

# A value of the environment's variables. Terraform evaluates it in a folder that has nothing but the variables, since `terraform console`
# of the stack takes the lock of the state, which a role that plans may not.
value_of() {
  local folder value
  folder=$(mktemp -d)
  cp "$stack/variables.tf" "$folder/"
  value=$(printf '%s\n' "$1" | TF_DATA_DIR=.terraform "$program" "-chdir=$folder" console "${values[@]}") || { rm -rf "$folder"; fail "cannot evaluate $1"; }
  rm -rf "$folder"
  printf '%s' "${value//\"/}"
}

# The state is in the environment's region unless STATE_REGION names another.
init() {
  variables
  tf init -input=false -reconfigure "-backend-config=environments/$environment.s3.tfbackend" \
    "-backend-config=bucket=${STATE_BUCKET:-fxlake-terraform-state-$(account)}" \
    "-backend-config=region=${STATE_REGION:-$(value_of var.aws_region)}"
}

# The quality statement covers the sources that the environment fetches.
write_quality_statement() {
  local sources name words=()
  sources=$(value_of 'join(" ", var.sources)')
  for name in $sources; do words+=(--source "$name"); done
  "$fxlake" quality sql --engine athena "${words[@]}" >"$packages/quality.sql"
}

plan() {
  init
  write_quality_statement
  tf plan -input=false "-out=$environment.plan" "${values[@]}" "$@"
}

confirmed() {
  local answer
  [ "${AUTO:-}" = yes ] && return
  [ -t 0 ] || fail "cannot ask for confirmation without a terminal; set AUTO=yes to continue"
  read -r -p "$1 Type the environment's name to go ahead: " answer
  [ "$answer" = "$environment" ]
}

start() {
  local region machine execution input=${INPUT:-} status=RUNNING
  [ -n "$input" ] || input='{}'
  machine=$(tf output -raw "${MACHINE:-state_machine}_arn")
  region=$(cut -d: -f4 <<<"$machine")
  execution=$(aws stepfunctions start-execution --region "$region" --state-machine-arn "$machine" --input "$input" \
    --query executionArn --output text)
  printf 'started %s\n' "$execution"
  while [ "$status" = RUNNING ]; do
    sleep "${POLL_SECONDS:-5}"
    status=$(aws stepfunctions describe-execution --region "$region" --execution-arn "$execution" --query status --output text)
    printf '%s\n' "$status"
  done
  aws stepfunctions describe-execution --region "$region" --execution-arn "$execution" --query '[output, error, cause]' --output text
  [ "$status" = SUCCEEDED ]
}

logs() {
  local region group
  region=$(tf output -raw state_machine_arn | cut -d: -f4)
  for group in $(tf output -json log_groups | tr -d '[]"' | tr ',' ' '); do
    printf '== %s\n' "$group"
    aws logs tail "$group" --region "$region" --since "${SINCE:-1h}" --format short
  done
}

case $command in
  init) init ;;
  plan) plan ;;
  apply) tf apply -input=false "$environment.plan" ;;
  deploy)
    plan
    confirmed "Deploy this plan?" || fail "nothing was changed"
    tf apply -input=false "$environment.plan"
    ;;
  drift) plan -detailed-exitcode ;;
  destroy)
    confirmed "Destroy everything in $environment, including its lake?" || fail "nothing was changed"
    init
    touch "$packages/quality.sql"
    tf destroy -input=false -auto-approve "${values[@]}"
    ;;
  start) start ;;
  logs) logs ;;
  *) fail "unknown command \"$command\"" ;;
esac
