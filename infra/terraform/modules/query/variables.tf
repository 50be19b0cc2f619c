# SPDX-License-Identifier: Apache-2.0
variable "context" {
  description = "Where the stack lies and what it encrypts with, as far as this module asks."
  type = object({
    prefix     = string
    account_id = string
    own_key    = bool
    key_arn    = optional(string)
  })
}

variable "names" {
  description = "Names of what this module makes or speaks of, known before it exists."
  type = object({
    database  = string
    workgroup = string
  })
}

variable "processed_bucket" {
  description = "The bucket of the tables."
  type        = string
}

variable "results_bucket" {
  description = "The bucket that answers are written to."
  type        = string
}

variable "sources" {
  description = "The values of the partition column source."
  type        = list(string)
}

variable "scan_limit_bytes" {
  description = "A statement that reads more is cancelled."
  type        = number
}
