# SPDX-License-Identifier: Apache-2.0
# Usable only once it may do what it has to.
output "role_arns" {
  description = "The roles by what takes them."
  value       = { for role, resource in aws_iam_role.service : role => resource.arn }
  depends_on  = [aws_iam_role_policy.service]
}

output "key_arn" {
  description = "The key that everything is encrypted with; null: keys that AWS manages."
  value       = one(aws_kms_key.lake[*].arn)
}

output "trail_log_group" {
  description = "The log group of the trail; null when there is no trail."
  value       = one(aws_cloudwatch_log_group.trail[*].name)
}
