# SPDX-License-Identifier: Apache-2.0
# AWS publishes events, but no metrics, for failed Python shell jobs and statements. The alarms count the matches of these
# rules, which have no target: the execution that fails sends the message.
locals {
  rules = {
    job-failed = {
      description = "The Glue job failed"
      pattern = {
        source      = ["aws.glue"]
        detail-type = ["Glue Job State Change"]
        detail      = { jobName = [var.names.job], state = ["FAILED", "TIMEOUT", "ERROR"] }
      }
    }
    statement-failed = {
      description = "An Athena statement of the workgroup failed"
      pattern = {
        source      = ["aws.athena"]
        detail-type = ["Athena Query State Change"]
        detail      = { workgroupName = [var.names.workgroup], currentState = ["FAILED"] }
      }
    }
  }
}

resource "aws_cloudwatch_event_rule" "failure" {
  for_each = local.rules

  name          = "${var.context.prefix}-${each.key}"
  description   = each.value.description
  event_pattern = jsonencode(each.value.pattern)
}
