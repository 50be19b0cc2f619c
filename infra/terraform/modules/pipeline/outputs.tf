# SPDX-License-Identifier: Apache-2.0
output "state_machine_arn" {
  description = "The workflow."
  value       = aws_sfn_state_machine.workflow.arn
}

output "log_group" {
  description = "The log of the executions."
  value       = aws_cloudwatch_log_group.workflow.name
}
