# SPDX-License-Identifier: Apache-2.0
variable "aws_region" {
  description = "The region that everything lies in."
  type        = string
  default     = "eu-central-1"
}

variable "aws_account_id" {
  description = "The account that this environment belongs to: with it, Terraform refuses to touch any other. Null: that of the credentials."
  type        = string
  default     = null

  validation {
    condition     = var.aws_account_id == null || can(regex("^[0-9]{12}$", var.aws_account_id))
    error_message = "An account id has twelve digits."
  }
}

variable "environment" {
  description = "Which copy of the stack this is. Part of every name."
  type        = string

  validation {
    condition     = contains(["dev", "staging", "prod"], var.environment)
    error_message = "The environment is dev, staging or prod."
  }
}

variable "pipeline" {
  description = "The name of the pipeline. The first part of every name."
  type        = string
  default     = "fxlake"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,20}[a-z0-9]$", var.pipeline))
    error_message = "The pipeline's name has 3 to 22 characters: a to z, 0 to 9 and inner hyphens."
  }
}

variable "bucket_names" {
  description = "Names of buckets in place of <pipeline>-<environment>-<zone>-<account>. Zones: raw, processed, results, artifacts, trail, logs."
  type        = map(string)
  default     = {}

  validation {
    condition     = length(setsubtract(keys(var.bucket_names), ["raw", "processed", "results", "artifacts", "trail", "logs"])) == 0
    error_message = "Zones are raw, processed, results, artifacts, trail and logs."
  }
}

variable "metric_namespace_prefix" {
  description = "Metrics of the pipeline lie in the CloudWatch namespace <prefix>/<environment>."
  type        = string
  default     = "FXLake"
}

variable "sns_email_address" {
  description = "Who hears of failures, alarms and the budget. Null: nobody by e-mail."
  type        = string
  default     = null

  validation {
    condition     = var.sns_email_address == null || can(regex("^[^@[:space:]]+@[^@[:space:]]+[.][^@[:space:]]+$", var.sns_email_address))
    error_message = "This is no e-mail address."
  }
}

variable "ingest_function_name" {
  description = "Null: <pipeline>-<environment>-ingest."
  type        = string
  default     = null
}

variable "validate_function_name" {
  description = "Null: <pipeline>-<environment>-validate."
  type        = string
  default     = null
}

variable "transform_function_name" {
  description = "Null: <pipeline>-<environment>-transform."
  type        = string
  default     = null
}

variable "glue_job_name" {
  description = "Null: <pipeline>-<environment>-transform."
  type        = string
  default     = null
}

variable "sources" {
  description = "What an execution asks when its input names no sources."
  type        = list(string)
  default     = ["ecb", "frankfurter"]

  validation {
    condition     = length(var.sources) > 0 && alltrue([for source in var.sources : can(regex("^[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?$", source))])
    error_message = "At least one source; a name has a to z, 0 to 9 and inner hyphens."
  }
}

variable "fx_base_api_url" {
  description = "The API that the source frankfurter asks. Null: the one in its source file."
  type        = string
  default     = null

  validation {
    condition     = var.fx_base_api_url == null || can(regex("^https://", var.fx_base_api_url))
    error_message = "The API is asked by https only."
  }
}

variable "fx_start_date" {
  description = "The first day that the source frankfurter is asked for, when an execution's input names none. Null: from what the lake knows."
  type        = string
  default     = null

  validation {
    condition     = var.fx_start_date == null || can(regex("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", var.fx_start_date))
    error_message = "A day is written YYYY-MM-DD."
  }
}

variable "fx_end_date" {
  description = "The last day that the source frankfurter is asked for, when an execution's input names none. Null: today."
  type        = string
  default     = null

  validation {
    condition     = var.fx_end_date == null || can(regex("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", var.fx_end_date))
    error_message = "A day is written YYYY-MM-DD."
  }
}

variable "fx_base_currency" {
  description = "The base that the source frankfurter is asked for. Null: as its source file says."
  type        = string
  default     = null

  validation {
    condition     = var.fx_base_currency == null || can(regex("^[A-Z]{3}$", var.fx_base_currency))
    error_message = "A currency is three capital letters."
  }
}

variable "fx_output_format" {
  description = "parquet: the tables. csv: the tables, and after each good execution the newest value of every rate as compressed CSV under exports/."
  type        = string
  default     = "parquet"

  validation {
    condition     = contains(["csv", "parquet"], var.fx_output_format)
    error_message = "The output format is csv or parquet."
  }
}

variable "architecture" {
  description = "The processor that the packages are built for."
  type        = string
  default     = "x86_64"

  validation {
    condition     = contains(["x86_64", "arm64"], var.architecture)
    error_message = "The architecture is x86_64 or arm64."
  }
}

variable "package_dir" {
  description = "Where `make package` put the zips and the quality statement."
  type        = string
  default     = "../../build/package"
}

variable "log_retention_days" {
  description = "How long CloudWatch keeps logs."
  type        = number
  default     = 30
}

variable "monthly_budget_usd" {
  description = "Above this the budget speaks up."
  type        = number
  default     = 10
}

variable "athena_scan_limit_bytes" {
  description = "A statement that reads more is cancelled."
  type        = number
  default     = 10737418240
}

variable "customer_key" {
  description = "Encrypt with a KMS key of our own (about 1 USD a month and a charge for each call) in place of the keys that AWS manages."
  type        = bool
  default     = false
}

variable "trail" {
  description = "Record calls with CloudTrail, data events of the lake among them. One per account may be enough."
  type        = bool
  default     = true
}

variable "glue_log_groups" {
  description = "Own the log groups of the account's Python shell jobs, which all environments of one account share: true in one of them."
  type        = bool
  default     = true
}

variable "force_destroy" {
  description = "Let `make destroy` delete buckets that are not empty."
  type        = bool
  default     = false
}
