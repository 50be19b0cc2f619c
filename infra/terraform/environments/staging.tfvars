# SPDX-License-Identifier: Apache-2.0
environment        = "staging"
log_retention_days = 30
monthly_budget_usd = 10
