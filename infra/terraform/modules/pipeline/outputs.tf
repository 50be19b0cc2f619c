# SPDX-License-Identifier: Apache-2.0
output "state_machine_arns" {
  description = "The state machines: workflow, backfill, and, if enabled, export."
  value       = { for key, machine in aws_sfn_state_machine.machine : key => machine.arn }
}

output "log_groups" {
  description = "Log groups of the executions."
  value       = { for key, group in aws_cloudwatch_log_group.machine : key => group.name }
}
