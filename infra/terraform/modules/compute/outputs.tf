# SPDX-License-Identifier: Apache-2.0
output "function_arns" {
  description = "The functions by step."
  value       = { for key, function in aws_lambda_function.function : key => function.arn }
}

output "timeouts" {
  description = "Timeout of each function in seconds."
  value       = { for key, function in local.functions : key => function.timeout }
}

output "log_groups" {
  description = "Log groups of the functions."
  value       = { for key, group in aws_cloudwatch_log_group.function : key => group.name }
}

output "job_name" {
  description = "The Glue job."
  value       = aws_glue_job.transform.name
}
