# SPDX-License-Identifier: Apache-2.0
variable "aws_region" {
  description = "Region of the state bucket."
  type        = string
  default     = "eu-central-1"
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
