# SPDX-License-Identifier: Apache-2.0
variable "context" {
  description = "Where the stack lies and what it encrypts with, as far as this module asks."
  type = object({
    prefix  = string
    own_key = bool
    key_arn = optional(string)
  })
}

variable "names" {
  description = "Names of what this module makes or speaks of, known before it exists."
  type = object({
    ingest    = string
    validate  = string
    transform = string
    job       = string
    glue_logs = string
    namespace = string
  })
}

variable "roles" {
  description = "Role ARNs by what takes them."
  type        = map(string)
}

variable "raw_bucket" {
  description = "The bucket of the bytes as received."
  type        = string
}

variable "processed_bucket" {
  description = "The bucket of the tables, the quarantine and the runs."
  type        = string
}

variable "artifacts_bucket" {
  description = "The bucket that the job fetches its program from."
  type        = string
}

variable "package_dir" {
  description = "Where the packages are."
  type        = string
}

variable "architecture" {
  description = "The processor that the packages are built for."
  type        = string
}

variable "source_overrides" {
  description = "Environment variables that change what a source file says."
  type        = map(string)
}

variable "log_retention_days" {
  description = "How long CloudWatch keeps logs."
  type        = number
}

variable "glue_log_groups" {
  description = "Own the log groups of the account's Python shell jobs."
  type        = bool
}
