# SPDX-License-Identifier: Apache-2.0
environment        = "prod"
log_retention_days = 365
monthly_budget_usd = 20
customer_key       = true
