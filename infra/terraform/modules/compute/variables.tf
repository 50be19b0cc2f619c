# SPDX-License-Identifier: Apache-2.0
variable "context" {
  description = "Region, account, prefix, and encryption key, as far as this module needs them."
  type = object({
    prefix  = string
    region  = string
    own_key = bool
    key_arn = optional(string)
  })
}

variable "names" {
  description = "Names of the resources that this module creates or refers to."
  type = object({
    ingest    = string
    validate  = string
    transform = string
    job       = string
    glue_logs = string
    namespace = string
    database  = string
  })
}

variable "roles" {
  description = "Role ARNs by component."
  type        = map(string)
}

variable "raw_bucket" {
  description = "Bucket of the raw zone."
  type        = string
}

variable "processed_bucket" {
  description = "Bucket of the tables, the quarantine, and the runs."
  type        = string
}

variable "artifacts_bucket" {
  description = "Bucket from which the job downloads its program."
  type        = string
}

variable "package_dir" {
  description = "Folder of the packages."
  type        = string
}

variable "architecture" {
  description = "Processor architecture of the packages."
  type        = string
}

variable "source_overrides" {
  description = "Environment variables that override settings of a source file."
  type        = map(string)
}

variable "log_retention_days" {
  description = "Retention of CloudWatch logs in days."
  type        = number
}

variable "glue_log_groups" {
  description = "Manage the log groups of the account's Python shell jobs."
  type        = bool
}
