# SPDX-License-Identifier: Apache-2.0
output "state_machine_arn" {
  description = "State machine that `make start` executes."
  value       = module.pipeline.state_machine_arns["workflow"]
}

output "backfill_arn" {
  description = "State machine that `make start MACHINE=backfill` executes."
  value       = module.pipeline.state_machine_arns["backfill"]
}

output "log_groups" {
  description = "Log groups that `make logs` follows."
  value       = concat(values(module.compute.log_groups), values(module.pipeline.log_groups))
}

output "buckets" {
  description = "The buckets by zone."
  value       = module.lake.bucket_names
}

output "database" {
  description = "The Glue database for Athena."
  value       = module.query.database
}

output "workgroup" {
  description = "The Athena workgroup for queries."
  value       = module.query.workgroup
}

output "lake" {
  description = "The lake URI for `fxlake --lake`."
  value       = "s3://${module.lake.bucket_names["processed"]}"
}

output "dashboard" {
  description = "The dashboard in CloudWatch."
  value       = module.observability.dashboard
}
