# SPDX-License-Identifier: Apache-2.0
variable "aws_region" {
  description = "AWS region of the stack."
  type        = string
  default     = "eu-central-1"
}

variable "aws_account_id" {
  description = "Account of this environment; Terraform refuses to change any other. Null: the account of the credentials."
  type        = string
  default     = null

  validation {
    condition     = var.aws_account_id == null || can(regex("^[0-9]{12}$", var.aws_account_id))
    error_message = "An account id has twelve digits."
  }
}

variable "environment" {
  description = "Environment name. Part of every name."
  type        = string

  validation {
    condition     = contains(["dev", "staging", "prod"], var.environment)
    error_message = "The environment is dev, staging or prod."
  }
}

variable "pipeline" {
  description = "Pipeline name. The first part of every name."
  type        = string
  default     = "fxlake"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,20}[a-z0-9]$", var.pipeline))
    error_message = "The pipeline's name has 3 to 22 characters: a to z, 0 to 9 and inner hyphens."
  }
}

variable "bucket_names" {
  description = "Bucket names that override <pipeline>-<environment>-<zone>-<account>. Zones: raw, processed, results, artifacts, trail, logs."
  type        = map(string)
  default     = {}

  validation {
    condition     = length(setsubtract(keys(var.bucket_names), ["raw", "processed", "results", "artifacts", "trail", "logs"])) == 0
    error_message = "Zones are raw, processed, results, artifacts, trail and logs."
  }
}

variable "metric_namespace_prefix" {
  description = "The metrics are in the CloudWatch namespace <prefix>/<environment>."
  type        = string
  default     = "FXLake"
}

variable "sns_email_address" {
  description = "E-mail address for failures, alarms, and the budget. Null: no e-mail."
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
  description = "Sources to fetch if the input of an execution names none."
  type        = list(string)
  default     = ["ecb", "frankfurter"]

  validation {
    condition     = length(var.sources) > 0 && alltrue([for source in var.sources : can(regex("^[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?$", source))])
    error_message = "At least one source; a name has a to z, 0 to 9 and inner hyphens."
  }
}

variable "fx_base_api_url" {
  description = "API URL of the source frankfurter. Null: the URL in its source file."
  type        = string
  default     = null

  validation {
    condition     = var.fx_base_api_url == null || can(regex("^https://", var.fx_base_api_url))
    error_message = "The API is asked by https only."
  }
}

variable "fx_start_date" {
  description = "First date to fetch from the source frankfurter, if the input of an execution has none. Null: determined by the lake."
  type        = string
  default     = null

  validation {
    condition     = var.fx_start_date == null || can(regex("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", var.fx_start_date))
    error_message = "A day is written YYYY-MM-DD."
  }
}

variable "fx_end_date" {
  description = "Last date to fetch from the source frankfurter, if the input of an execution has none. Null: today."
  type        = string
  default     = null

  validation {
    condition     = var.fx_end_date == null || can(regex("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", var.fx_end_date))
    error_message = "A day is written YYYY-MM-DD."
  }
}

variable "fx_base_currency" {
  description = "Base currency of the source frankfurter. Null: the one in its source file."
  type        = string
  default     = null

  validation {
    condition     = var.fx_base_currency == null || can(regex("^[A-Z]{3}$", var.fx_base_currency))
    error_message = "A currency is three capital letters."
  }
}

variable "fx_output_format" {
  description = "parquet: the tables. csv: the tables, and after each successful execution the latest value of every rate as compressed CSV under exports/."
  type        = string
  default     = "parquet"

  validation {
    condition     = contains(["csv", "parquet"], var.fx_output_format)
    error_message = "The output format is csv or parquet."
  }
}

variable "architecture" {
  description = "Processor architecture of the packages."
  type        = string
  default     = "x86_64"

  validation {
    condition     = contains(["x86_64", "arm64"], var.architecture)
    error_message = "The architecture is x86_64 or arm64."
  }
}

variable "package_dir" {
  description = "Folder with the output of `make package`: the zips and the quality statement."
  type        = string
  default     = "../../build/package"
}

variable "log_retention_days" {
  description = "Retention of CloudWatch logs in days."
  type        = number
  default     = 30
}

variable "monthly_budget_usd" {
  description = "Monthly budget in USD, above which it alerts."
  type        = number
  default     = 10
}

variable "athena_scan_limit_bytes" {
  description = "Limit of bytes scanned per statement; Athena cancels a statement above it."
  type        = number
  default     = 10737418240
}

variable "customer_key" {
  description = "Encrypt with a customer-managed KMS key (about 1 USD a month plus a charge per call) instead of AWS-managed keys."
  type        = bool
  default     = false
}

variable "trail" {
  description = "Record API calls with CloudTrail, including data events of the lake. One trail per account can be enough."
  type        = bool
  default     = true
}

variable "glue_log_groups" {
  description = "Manage the log groups of the account's Python shell jobs, which all environments of an account share. Set true in one of them."
  type        = bool
  default     = true
}

variable "force_destroy" {
  description = "Allow `make destroy` to delete non-empty buckets."
  type        = bool
  default     = false
}
