# SPDX-License-Identifier: Apache-2.0
output "state_bucket" {
  description = "What `make init` connects to; STATE_BUCKET names another."
  value       = aws_s3_bucket.state.bucket
}

output "roles" {
  description = "What the repository's variables AWS_ROLE of its environments are set to."
  value       = { for environment, role in aws_iam_role.workflow : environment => role.arn }
}
