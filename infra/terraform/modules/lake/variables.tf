# SPDX-License-Identifier: Apache-2.0
variable "context" {
  description = "Where the stack lies and what it encrypts with, as far as this module asks."
  type = object({
    region     = string
    account_id = string
    partition  = string
    own_key    = bool
    key_arn    = optional(string)
  })
}

variable "names" {
  description = "Names of what this module makes or speaks of, known before it exists."
  type = object({
    buckets = map(string)
    trail   = string
  })
}

variable "force_destroy" {
  description = "Delete buckets that are not empty."
  type        = bool
}
