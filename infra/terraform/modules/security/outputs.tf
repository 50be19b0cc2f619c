# SPDX-License-Identifier: Apache-2.0
# Available only after the role has its policy.
output "role_arns" {
  description = "The roles by component."
  value       = { for role, resource in aws_iam_role.service : role => resource.arn }
  depends_on  = [aws_iam_role_policy.service]
}

output "key_arn" {
  description = "The encryption key; null: AWS-managed keys."
  value       = one(aws_kms_key.lake[*].arn)
}

output "trail_log_group" {
  description = "Log group of the trail; null without a trail."
  value       = one(aws_cloudwatch_log_group.trail[*].name)
}
