# SPDX-License-Identifier: Apache-2.0
# One role per function and service. `from` restricts the resource that may assume it, if the service supports this.
locals {
  write_logs = { for role, streams in local.function_logs : role => {
    Sid      = "Log"
    Effect   = "Allow"
    Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    Resource = [streams]
  } }

  roles = {
    ingest = {
      wanted     = true
      service    = "lambda.amazonaws.com"
      from       = null
      statements = concat(local.ingest_statements, [local.write_logs["ingest"], local.traces], local.key_use)
    }
    transform = {
      wanted     = true
      service    = "lambda.amazonaws.com"
      from       = null
      statements = concat(local.transform_statements, [local.write_logs["transform"], local.traces], local.key_use)
    }
    validate = {
      wanted     = true
      service    = "lambda.amazonaws.com"
      from       = null
      statements = concat(local.validate_statements, [local.write_logs["validate"], local.traces], local.key_use)
    }
    job = {
      wanted  = true
      service = "glue.amazonaws.com"
      from    = null
      statements = concat(local.transform_statements, [
        {
          Sid      = "FetchProgram"
          Effect   = "Allow"
          Action   = ["s3:GetObject"]
          Resource = ["${local.bucket["artifacts"]}/glue/*"]
        },
        {
          Sid      = "Log"
          Effect   = "Allow"
          Action   = concat(["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], var.context.own_key ? ["logs:AssociateKmsKey"] : [])
          Resource = local.glue_log_groups
        },
      ], local.key_use)
    }
    workflow = {
      wanted     = true
      service    = "states.amazonaws.com"
      from       = local.state_machine
      statements = concat(local.workflow_statements, local.athena_statements, local.key_use)
    }
    backfill = {
      wanted     = true
      service    = "states.amazonaws.com"
      from       = "${local.backfill}*"
      statements = concat(local.backfill_statements, local.key_use)
    }
    schedule = {
      wanted  = true
      service = "scheduler.amazonaws.com"
      from    = local.group
      statements = concat([
        {
          Sid      = "Start"
          Effect   = "Allow"
          Action   = ["states:StartExecution"]
          Resource = [local.state_machine]
        },
        {
          Sid      = "KeepWhatFailed"
          Effect   = "Allow"
          Action   = ["sqs:SendMessage"]
          Resource = [local.dead_letters]
        },
      ], local.key_use)
    }
    export = {
      wanted     = var.exports
      service    = "states.amazonaws.com"
      from       = local.export
      statements = concat(local.athena_statements, local.export_statements, local.key_use)
    }
    export_rule = {
      wanted  = var.exports
      service = "events.amazonaws.com"
      from    = local.export_rule
      statements = concat([{
        Sid      = "Start"
        Effect   = "Allow"
        Action   = ["states:StartExecution"]
        Resource = [local.export]
      }], local.key_use)
    }
    trail = {
      wanted  = var.trail
      service = "cloudtrail.amazonaws.com"
      from    = local.trail_arn
      statements = [{
        Sid      = "Log"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = ["${local.trail_logs}:log-stream:${var.context.account_id}_CloudTrail_${var.context.region}*"]
      }]
    }
  }

  services = { for role, about in local.roles : role => about.service if about.wanted }
  # As JSON text, since the statements of two roles have different types.
  policies = { for role, about in local.roles : role => jsonencode({ Version = "2012-10-17", Statement = about.statements }) if about.wanted }
}

resource "aws_iam_role" "service" {
  for_each = local.services

  name                 = "${var.context.prefix}-${replace(each.key, "_", "-")}"
  description          = "Role of ${each.key} in ${var.context.prefix}"
  permissions_boundary = local.boundary

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [merge(
      {
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { Service = each.value }
      },
      local.roles[each.key].from == null ? {} : {
        Condition = {
          StringEquals = { "aws:SourceAccount" = var.context.account_id }
          ArnLike      = { "aws:SourceArn" = local.roles[each.key].from }
        }
      },
    )]
  })
}

resource "aws_iam_role_policy" "service" {
  for_each = local.services

  name   = "what-it-does"
  role   = aws_iam_role.service[each.key].id
  policy = local.policies[each.key]
}
