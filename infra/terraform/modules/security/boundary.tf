# SPDX-License-Identifier: Apache-2.0
# The most that any role of this stack can ever do, whatever policy somebody attaches to it later: the calls that one of its roles
# makes, and on the pipeline's own buckets. It grants nothing by itself.
locals {
  all_actions = distinct(flatten([for policy in values(local.policies) : [for statement in jsondecode(policy).Statement : statement.Action]]))
  s3_actions  = sort([for action in local.all_actions : action if startswith(action, "s3:")])
  own_buckets = [for zone in ["raw", "processed", "results", "artifacts"] : local.bucket[zone]]
}

resource "aws_iam_policy" "boundary" {
  name        = "${var.context.prefix}-boundary"
  description = "The most that any role of ${var.context.prefix} can do"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "OwnBuckets"
        Effect   = "Allow"
        Action   = local.s3_actions
        Resource = flatten([for arn in local.own_buckets : [arn, "${arn}/*"]])
      },
      {
        Sid      = "CallsOfThePipeline"
        Effect   = "Allow"
        Action   = sort([for action in local.all_actions : action if !startswith(action, "s3:")])
        Resource = ["*"]
      },
    ]
  })
}
