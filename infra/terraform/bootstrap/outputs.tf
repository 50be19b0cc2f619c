# SPDX-License-Identifier: Apache-2.0
output "state_bucket" {
  description = "State bucket that `make init` uses; STATE_BUCKET overrides it."
  value       = aws_s3_bucket.state.bucket
}

output "roles" {
  description = "Values for the variable AWS_ROLE in the repository's environments."
  value       = { for environment, role in aws_iam_role.workflow : environment => role.arn }
}
