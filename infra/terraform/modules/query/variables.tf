# SPDX-License-Identifier: Apache-2.0
variable "context" {
  description = "Region, account, prefix, and encryption key, as far as this module needs them."
  type = object({
    prefix     = string
    account_id = string
    own_key    = bool
    key_arn    = optional(string)
  })
}

variable "names" {
  description = "Names of the resources that this module creates or refers to."
  type = object({
    database  = string
    workgroup = string
  })
}

variable "processed_bucket" {
  description = "Bucket of the tables."
  type        = string
}

variable "results_bucket" {
  description = "Bucket for query results."
  type        = string
}

variable "sources" {
  description = "Values of the partition column source."
  type        = list(string)
}

variable "scan_limit_bytes" {
  description = "Limit of bytes scanned per statement; Athena cancels a statement above it."
  type        = number
}
