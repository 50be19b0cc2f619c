# SPDX-License-Identifier: Apache-2.0
# Tests the module pipeline: the schedule starts the state machine, and the definition is complete.
mock_provider "aws" {
  mock_resource "aws_sfn_state_machine" {
    defaults = { arn = "arn:aws:states:eu-central-1:123456789012:stateMachine:mock" }
  }
  mock_resource "aws_sqs_queue" {
    defaults = { arn = "arn:aws:sqs:eu-central-1:123456789012:mock" }
  }
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:mock" }
  }
}

variables {
  context = {
    prefix      = "fxlake-dev"
    environment = "dev"
    region      = "eu-central-1"
    account_id  = "123456789012"
    partition   = "aws"
    own_key     = false
  }
  names = {
    buckets        = { processed = "fxlake-dev-processed" }
    ingest         = "fxlake-dev-ingest"
    validate       = "fxlake-dev-validate"
    transform      = "fxlake-dev-transform"
    job            = "fxlake-dev-transform"
    state_machine  = "fxlake-dev"
    backfill       = "fxlake-dev-backfill"
    export         = "fxlake-dev-export"
    schedule_group = "fxlake-dev"
    dead_letters   = "fxlake-dev-dead-letters"
    topic          = "fxlake-dev-notifications"
    database       = "fxlake_dev"
    workgroup      = "fxlake-dev"
    trail          = "fxlake-dev"
    glue_logs      = "/aws-glue/python-jobs"
    namespace      = "FXLake/dev"
  }
  roles = {
    workflow    = "arn:aws:iam::123456789012:role/fxlake-dev-workflow"
    backfill    = "arn:aws:iam::123456789012:role/fxlake-dev-backfill"
    schedule    = "arn:aws:iam::123456789012:role/fxlake-dev-schedule"
    export      = "arn:aws:iam::123456789012:role/fxlake-dev-export"
    export_rule = "arn:aws:iam::123456789012:role/fxlake-dev-export-rule"
  }
  functions           = { for part in ["ingest", "transform", "validate"] : part => "arn:aws:lambda:eu-central-1:123456789012:function:fxlake-dev-${part}" }
  transform_job       = "fxlake-dev-transform"
  database            = "fxlake_dev"
  workgroup           = "fxlake-dev"
  topic               = "arn:aws:sns:eu-central-1:123456789012:fxlake-dev-notifications"
  sources             = ["ecb", "frankfurter"]
  quality_sql         = "SELECT \"a\",\n'\\d' < 1"
  workflows_dir       = "../../workflows"
  exports             = false
  log_retention_days  = 30
  dead_letter_seconds = 1209600
}

run "the_schedule_starts_the_state_machine" {
  module {
    source = "./modules/pipeline"
  }

  assert {
    condition     = alltrue([for schedule in aws_scheduler_schedule.workflow : schedule.target[0].arn == aws_sfn_state_machine.machine["workflow"].arn])
    error_message = "A schedule starts something else."
  }
  assert {
    condition     = length(aws_scheduler_schedule.workflow) == length(jsondecode(file("../../workflows/schedule.json")).schedules)
    error_message = "Each schedule of the file is there."
  }
  assert {
    condition     = alltrue([for schedule in aws_scheduler_schedule.workflow : schedule.target[0].dead_letter_config[0].arn == aws_sqs_queue.dead_letters.arn])
    error_message = "A start that fails for good is kept."
  }
  assert {
    condition     = alltrue([for schedule in aws_scheduler_schedule.workflow : schedule.target[0].retry_policy[0].maximum_retry_attempts > 0])
    error_message = "A start is tried again."
  }
  assert {
    condition     = alltrue([for schedule in aws_scheduler_schedule.workflow : schedule.target[0].role_arn == var.roles["schedule"]])
    error_message = "The scheduler has a role of its own."
  }
}

run "the_definition_is_whole" {
  module {
    source = "./modules/pipeline"
  }

  assert {
    condition     = length(regexall("[$][{]", aws_sfn_state_machine.machine["workflow"].definition)) == 0
    error_message = "A placeholder is left."
  }
  assert {
    condition     = jsondecode(aws_sfn_state_machine.machine["workflow"].definition).States.Query.Parameters.QueryString == var.quality_sql
    error_message = "Quotes, line ends and backslashes of the statement survive."
  }
  assert {
    condition     = aws_sfn_state_machine.machine["workflow"].logging_configuration[0].level == "ALL" && aws_sfn_state_machine.machine["workflow"].tracing_configuration[0].enabled
    error_message = "Executions are logged and traced."
  }
  assert {
    condition     = !contains(keys(aws_sfn_state_machine.machine), "export")
    error_message = "Parquet needs no export."
  }
}

run "a_backfill_gives_each_year_an_execution" {
  module {
    source = "./modules/pipeline"
  }

  assert {
    condition     = jsondecode(aws_sfn_state_machine.machine["backfill"].definition).States.Sources.ItemProcessor.States.Years.ItemProcessor.ProcessorConfig.Mode == "DISTRIBUTED"
    error_message = "The map over years is a distributed one."
  }
  assert {
    condition     = aws_sfn_state_machine.machine["backfill"].role_arn == var.roles["backfill"] && length(regexall("[$][{]", aws_sfn_state_machine.machine["backfill"].definition)) == 0
    error_message = "It has a role of its own and a whole definition."
  }
}

run "csv_is_exported_after_a_good_execution" {
  module {
    source = "./modules/pipeline"
  }
  variables {
    exports = true
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.export["csv"].event_pattern).detail == { status = ["SUCCEEDED"], stateMachineArn = [aws_sfn_state_machine.machine["workflow"].arn] }
    error_message = "Only a good execution of this workflow is followed by an export."
  }
  assert {
    condition     = aws_cloudwatch_event_target.export["csv"].arn == aws_sfn_state_machine.machine["export"].arn
    error_message = "The rule starts the export."
  }
  assert {
    condition     = length(regexall("[$][{]", aws_sfn_state_machine.machine["export"].definition)) == 0
    error_message = "A placeholder is left."
  }
}
