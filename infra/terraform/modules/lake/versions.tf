# SPDX-License-Identifier: Apache-2.0
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}
