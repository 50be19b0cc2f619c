# SPDX-License-Identifier: Apache-2.0
# Counts resources with this environment's CostCenter tag. Activate the tag once for billing (docs/guides/aws.md).
locals {
  notices = {
    actual   = { threshold = 80, type = "ACTUAL" }
    forecast = { threshold = 100, type = "FORECASTED" }
  }
}

resource "aws_budgets_budget" "month" {
  name         = "${var.context.prefix}-month"
  budget_type  = "COST"
  limit_amount = tostring(var.monthly_budget_usd)
  limit_unit   = "USD"
  time_unit    = "MONTHLY"

  cost_filter {
    name   = "TagKeyValue"
    values = [format("user:CostCenter$%s", var.context.prefix)]
  }

  dynamic "notification" {
    for_each = local.notices

    content {
      comparison_operator        = "GREATER_THAN"
      threshold                  = notification.value.threshold
      threshold_type             = "PERCENTAGE"
      notification_type          = notification.value.type
      subscriber_sns_topic_arns  = [aws_sns_topic.notifications.arn]
      subscriber_email_addresses = var.email == null ? [] : [var.email]
    }
  }
}
