# SPDX-License-Identifier: Apache-2.0
variable "context" {
  description = "Where the stack lies and what it encrypts with, as far as this module asks."
  type = object({
    prefix     = string
    region     = string
    account_id = string
    partition  = string
    own_key    = bool
  })
}

variable "names" {
  description = "Names of what this module makes or speaks of, known before it exists."
  type = object({
    buckets        = map(string)
    ingest         = string
    validate       = string
    transform      = string
    job            = string
    state_machine  = string
    backfill       = string
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

variable "trail" {
  description = "Record calls with CloudTrail."
  type        = bool
}

variable "trail_bucket" {
  description = "The bucket that the trail is delivered to."
  type        = string
}

variable "exports" {
  description = "There is a state machine that exports CSV."
  type        = bool
}

variable "log_retention_days" {
  description = "How long CloudWatch keeps the trail's events."
  type        = number
}
