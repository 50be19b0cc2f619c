# SPDX-License-Identifier: Apache-2.0
variable "context" {
  description = "Region, account, prefix, and encryption key, as far as this module needs them."
  type = object({
    partition = string
    own_key   = bool
    key_arn   = optional(string)
  })
}

variable "names" {
  description = "Names of the resources that this module creates or refers to."
  type = object({
    buckets        = map(string)
    state_machine  = string
    backfill       = string
    export         = string
    schedule_group = string
    dead_letters   = string
  })
}

variable "roles" {
  description = "Role ARNs by component."
  type        = map(string)
}

variable "functions" {
  description = "Function ARNs by step."
  type        = map(string)
}

variable "transform_job" {
  description = "Name of the Glue job."
  type        = string
}

variable "database" {
  description = "Name of the Glue database."
  type        = string
}

variable "workgroup" {
  description = "Name of the Athena workgroup."
  type        = string
}

variable "topic" {
  description = "ARN of the topic for failures."
  type        = string
}

variable "sources" {
  description = "Sources to fetch if the input of an execution names none."
  type        = list(string)
}

variable "quality_sql" {
  description = "SQL statement that evaluates all quality rules."
  type        = string
}

variable "workflows_dir" {
  description = "Folder of the definitions and schedule.json."
  type        = string
}

variable "exports" {
  description = "Export CSV after each successful execution."
  type        = bool
}

variable "log_retention_days" {
  description = "Retention of the executions' log in days."
  type        = number
}

variable "dead_letter_seconds" {
  description = "Retention of failed starts."
  type        = number
}
