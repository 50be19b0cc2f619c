# SPDX-License-Identifier: Apache-2.0
variable "context" {
  description = "Where the stack lies and what it encrypts with, as far as this module asks."
  type = object({
    own_key = bool
    key_arn = optional(string)
  })
}

variable "names" {
  description = "Names of what this module makes or speaks of, known before it exists."
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
  description = "Role ARNs by what takes them."
  type        = map(string)
}

variable "functions" {
  description = "Function ARNs by what they do."
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
  description = "ARN of the topic that hears of failures."
  type        = string
}

variable "sources" {
  description = "What an execution asks when its input names no sources."
  type        = list(string)
}

variable "quality_sql" {
  description = "The statement that checks every rule."
  type        = string
}

variable "workflows_dir" {
  description = "The folder of the definitions and of schedule.json."
  type        = string
}

variable "exports" {
  description = "Export CSV after each good execution."
  type        = bool
}

variable "log_retention_days" {
  description = "How long CloudWatch keeps the executions' log."
  type        = number
}

variable "dead_letter_seconds" {
  description = "How long a start that failed is kept."
  type        = number
}
