# SPDX-License-Identifier: Apache-2.0
variable "aws_region" {
  description = "Region of the state bucket: that of the environments, unless STATE_REGION is set for `make init`."
  type        = string
}

variable "aws_account_id" {
  description = "Account of the environments. Null: the account of the credentials."
  type        = string
  default     = null
}

variable "pipeline" {
  description = "The name of the pipeline, as in the stack."
  type        = string
  default     = "fxlake"
}

variable "repository" {
  description = "GitHub repository, owner/name, whose workflows may deploy. Null: none."
  type        = string
  default     = null
}

variable "environments" {
  description = "Environments of this account; each has a deployment role."
  type        = set(string)
  default     = ["dev", "staging", "prod"]
}

variable "branch" {
  description = "Branch that deployments run on."
  type        = string
  default     = "main"
}

variable "create_oidc_provider" {
  description = "Create the account's identity provider for GitHub; false: the account has one."
  type        = bool
  default     = true
}

variable "bucket_names" {
  description = "Bucket names that replace the default ones, by environment and zone, as in the stack's bucket_names."
  type        = map(map(string))
  default     = {}
}
