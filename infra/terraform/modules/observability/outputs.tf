# SPDX-License-Identifier: Apache-2.0
output "topic_arn" {
  description = "Topic for failures."
  value       = aws_sns_topic.notifications.arn
  depends_on  = [aws_sns_topic_policy.notifications]
}

output "dashboard" {
  description = "The dashboard in CloudWatch."
  value       = aws_cloudwatch_dashboard.pipeline.dashboard_name
}
