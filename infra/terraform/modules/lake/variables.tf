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

variable "force_destroy" {
  description = "Delete buckets that are not empty."
  type        = bool
}
