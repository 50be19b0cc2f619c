# SPDX-License-Identifier: Apache-2.0
variable "context" {
  description = "Where the stack lies, how its names begin, whether it encrypts with a key of its own, and which."
  type = object({
    prefix      = string
    environment = string
    region      = string
    account_id  = string
    partition   = string
    own_key     = bool
    key_arn     = optional(string)
  })
}

variable "names" {
  description = "The name of everything, known before it exists."
  type = object({
    buckets        = map(string)
    ingest         = string
    validate       = string
    transform      = string
    job            = string
    state_machine  = string
    export         = string
    schedule_group = string
    dead_letters   = string
    topic          = string
    database       = string
    workgroup      = string
    trail          = string
    glue_logs      = string
    namespace      = string
  })
}

variable "roles" {
  description = "Role ARNs by what takes them."
  type        = map(string)
}

variable "ingest_function" {
  description = "ARN of the function that asks a source."
  type        = string
}

variable "validate_function" {
  description = "ARN of the function that reads the verdicts."
  type        = string
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
