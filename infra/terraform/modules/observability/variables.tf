# SPDX-License-Identifier: Apache-2.0
variable "context" {
  description = "Where the stack lies and what it encrypts with, as far as this module asks."
  type = object({
    prefix     = string
    region     = string
    account_id = string
    partition  = string
    key_arn    = optional(string)
  })
}

variable "names" {
  description = "Names of what this module makes or speaks of, known before it exists."
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
  description = "Who hears of failures, alarms and the budget; null: nobody by e-mail."
  type        = string
}

variable "sources" {
  description = "The sources whose figures are watched."
  type        = list(string)
}

variable "timeouts" {
  description = "Seconds after which each function is ended."
  type        = map(number)
}

variable "trail" {
  description = "There is a trail, and with it a count of refused calls."
  type        = bool
}

variable "exports" {
  description = "There is a state machine that exports CSV."
  type        = bool
}

variable "monthly_budget_usd" {
  description = "Above this the budget speaks up."
  type        = number
}
