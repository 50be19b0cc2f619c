# SPDX-License-Identifier: Apache-2.0
environment        = "dev"
force_destroy      = true
log_retention_days = 14
monthly_budget_usd = 5
