# SPDX-License-Identifier: Apache-2.0
# `fxlake schedule` reads the same file.
locals {
  schedules = { for schedule in jsondecode(file("${var.workflows_dir}/schedule.json")).schedules : schedule.name => schedule }
}

resource "aws_sqs_queue" "dead_letters" {
  name                      = var.names.dead_letters
  message_retention_seconds = var.dead_letter_seconds
  sqs_managed_sse_enabled   = var.context.own_key ? null : true
  kms_master_key_id         = var.context.key_arn
}

resource "aws_sqs_queue_policy" "dead_letters" {
  queue_url = aws_sqs_queue.dead_letters.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [{
        Sid       = "TlsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sqs:*"
        Resource  = aws_sqs_queue.dead_letters.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      }],
      [for rule in aws_cloudwatch_event_rule.export : {
        Sid       = "Exports"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.dead_letters.arn
        Condition = { ArnEquals = { "aws:SourceArn" = rule.arn } }
      }],
    )
  })
}

resource "aws_scheduler_schedule_group" "workflow" {
  name = var.names.schedule_group
}

resource "aws_scheduler_schedule" "workflow" {
  for_each = local.schedules

  name                         = each.key
  description                  = "Starts ${var.names.state_machine}"
  group_name                   = aws_scheduler_schedule_group.workflow.name
  schedule_expression          = each.value.expression
  schedule_expression_timezone = each.value.timezone
  start_date                   = each.value.start
  end_date                     = each.value.end
  state                        = each.value.enabled ? "ENABLED" : "DISABLED"
  kms_key_arn                  = var.context.key_arn

  flexible_time_window {
    mode                      = each.value.flexible_minutes > 0 ? "FLEXIBLE" : "OFF"
    maximum_window_in_minutes = each.value.flexible_minutes > 0 ? each.value.flexible_minutes : null
  }

  target {
    arn      = aws_sfn_state_machine.machine["workflow"].arn
    role_arn = var.roles["schedule"]
    input    = jsonencode(each.value.input)

    dead_letter_config {
      arn = aws_sqs_queue.dead_letters.arn
    }

    retry_policy {
      maximum_event_age_in_seconds = 4 * 3600
      maximum_retry_attempts       = 20
    }
  }
}
