# SPDX-License-Identifier: Apache-2.0
variable "context" {
  description = "Region, account, prefix, and encryption key, as far as this module needs them."
  type = object({
    region     = string
    account_id = string
    partition  = string
    own_key    = bool
    key_arn    = optional(string)
  })
}

variable "names" {
  description = "Names of the resources that this module creates or refers to."
  type = object({
    buckets = map(string)
    trail   = string
  })
}

variable "force_destroy" {
  description = "Allow deletion of non-empty buckets."
  type        = bool
}
