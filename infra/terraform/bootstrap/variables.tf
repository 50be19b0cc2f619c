# SPDX-License-Identifier: Apache-2.0
variable "aws_region" {
  description = "The region of the state."
  type        = string
  default     = "eu-central-1"
}

variable "pipeline" {
  description = "The name of the pipeline, as in the stack."
  type        = string
  default     = "fxlake"
}

variable "repository" {
  description = "The repository on GitHub, owner/name, whose workflows may deploy. Null: none."
  type        = string
  default     = null
}

variable "environments" {
  description = "Environments of this account, each with a role for its deployments."
  type        = set(string)
  default     = ["dev", "staging", "prod"]
}
