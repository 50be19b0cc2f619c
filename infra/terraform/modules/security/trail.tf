# SPDX-License-Identifier: Apache-2.0
resource "aws_cloudwatch_log_group" "trail" {
  count = var.trail ? 1 : 0

  name              = "/aws/cloudtrail/${var.names.trail}"
  retention_in_days = var.log_retention_days
  kms_key_id        = one(aws_kms_key.lake[*].arn)
}

resource "aws_cloudtrail" "lake" {
  count = var.trail ? 1 : 0

  name                          = var.names.trail
  s3_bucket_name                = var.trail_bucket
  is_multi_region_trail         = true
  include_global_service_events = true
  enable_log_file_validation    = true
  kms_key_id                    = one(aws_kms_key.lake[*].arn)
  cloud_watch_logs_group_arn    = "${aws_cloudwatch_log_group.trail[0].arn}:*"
  cloud_watch_logs_role_arn     = aws_iam_role.service["trail"].arn
  depends_on                    = [aws_iam_role_policy.service]

  advanced_event_selector {
    name = "Management"

    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }

  advanced_event_selector {
    name = "Every object of the lake"

    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }

    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }

    field_selector {
      field       = "resources.ARN"
      starts_with = ["${local.bucket["raw"]}/", "${local.bucket["processed"]}/"]
    }
  }
}

resource "aws_cloudwatch_log_metric_filter" "unauthorized" {
  count = var.trail ? 1 : 0

  name           = "${var.context.prefix}-unauthorized-calls"
  log_group_name = aws_cloudwatch_log_group.trail[0].name
  pattern        = "{ ($.errorCode = \"*UnauthorizedOperation\") || ($.errorCode = \"AccessDenied*\") }"

  metric_transformation {
    name          = "UnauthorizedCalls"
    namespace     = var.names.namespace
    value         = "1"
    default_value = "0"
  }
}
