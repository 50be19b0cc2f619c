# SPDX-License-Identifier: Apache-2.0
# `make check-infra` reads the stack with every rule of the ruleset that tflint brings with it.
config {
  call_module_type = "local"
}

plugin "terraform" {
  enabled = true
  preset  = "all"
}
