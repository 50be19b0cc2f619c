# SPDX-License-Identifier: Apache-2.0
# The upper limit for all roles of this stack, regardless of policies attached later: the calls that its roles make, on the pipeline's
# own buckets. A boundary grants nothing by itself.
locals {
  all_actions = distinct(flatten([for policy in values(local.policies) : [for statement in jsondecode(policy).Statement : statement.Action]]))
  s3_actions  = sort([for action in local.all_actions : action if startswith(action, "s3:")])
  own_buckets = [for zone in ["raw", "processed", "results", "artifacts"] : local.bucket[zone]]
}

resource "aws_iam_policy" "boundary" {
  name        = "${var.context.prefix}-boundary"
  description = "Permissions boundary of the roles of ${var.context.prefix}"

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
