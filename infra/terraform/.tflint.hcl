# SPDX-License-Identifier: Apache-2.0
# `make check-infra` runs all rules of tflint's bundled ruleset.
config {
  call_module_type = "local"
}

plugin "terraform" {
  enabled = true
  preset  = "all"
}
