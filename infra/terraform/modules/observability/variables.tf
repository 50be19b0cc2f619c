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
