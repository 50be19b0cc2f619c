# SPDX-License-Identifier: Apache-2.0
variable "context" {
  description = "Region, account, prefix, and encryption key, as far as this module needs them."
  type = object({
    prefix     = string
    region     = string
    account_id = string
    partition  = string
    key_arn    = optional(string)
  })
}

variable "names" {
  description = "Names of the resources that this module creates or refers to."
  type = object({
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
    workgroup      = string
    namespace      = string
  })
}

variable "email" {
  description = "E-mail address for failures, alarms, and the budget; null: no e-mail."
  type        = string
}

variable "sources" {
  description = "Sources to monitor."
  type        = list(string)
}

variable "timeouts" {
  description = "Timeout of each function in seconds."
  type        = map(number)
}

variable "trail" {
  description = "Whether a trail exists, which counts denied calls."
  type        = bool
}

variable "exports" {
  description = "Whether a state machine exports CSV."
  type        = bool
}

variable "monthly_budget_usd" {
  description = "Monthly budget in USD, above which it alerts."
  type        = number
}
