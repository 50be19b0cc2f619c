# SPDX-License-Identifier: Apache-2.0
# After each good execution, the newest value of every rate as CSV.
locals {
  exports = var.exports ? toset(["csv"]) : toset([])
}

resource "aws_cloudwatch_log_group" "export" {
  for_each = local.exports

  name              = "/aws/vendedlogs/states/${var.names.export}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.context.key_arn
}

resource "aws_sfn_state_machine" "export" {
  for_each = local.exports

  name     = var.names.export
  role_arn = var.roles["export"]
  type     = "STANDARD"

  definition = templatefile("${var.workflows_dir}/export.asl.json", {
    Bucket    = var.names.buckets["processed"]
    Database  = var.database
    WorkGroup = var.workgroup
  })

  logging_configuration {
    level                  = "ALL"
    include_execution_data = true
    log_destination        = "${aws_cloudwatch_log_group.export[each.key].arn}:*"
  }

  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_event_rule" "export" {
  for_each = local.exports

  name        = var.names.export
  description = "A good execution of ${var.names.state_machine}"

  event_pattern = jsonencode({
    source      = ["aws.states"]
    detail-type = ["Step Functions Execution Status Change"]
    detail      = { status = ["SUCCEEDED"], stateMachineArn = [aws_sfn_state_machine.workflow.arn] }
  })
}

resource "aws_cloudwatch_event_target" "export" {
  for_each = local.exports

  rule       = aws_cloudwatch_event_rule.export[each.key].name
  arn        = aws_sfn_state_machine.export[each.key].arn
  role_arn   = var.roles["export_rule"]
  input_path = "$.detail"

  dead_letter_config {
    arn = aws_sqs_queue.dead_letters.arn
  }
}
