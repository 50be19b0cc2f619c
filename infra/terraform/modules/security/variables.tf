# SPDX-License-Identifier: Apache-2.0
variable "context" {
  description = "Region, account, prefix, and encryption key, as far as this module needs them."
  type = object({
    prefix     = string
    region     = string
    account_id = string
    partition  = string
    own_key    = bool
  })
}

variable "names" {
  description = "Names of the resources that this module creates or refers to."
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
  description = "Record API calls with CloudTrail."
  type        = bool
}

variable "trail_bucket" {
  description = "Bucket for the trail."
  type        = string
}

variable "exports" {
  description = "Whether a state machine exports CSV."
  type        = bool
}

variable "log_retention_days" {
  description = "Retention of the trail's events in days."
  type        = number
}
