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
