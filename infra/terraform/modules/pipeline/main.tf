# SPDX-License-Identifier: Apache-2.0
locals {
  definition = templatefile("${var.workflows_dir}/fxlake.asl.json", {
    IngestFunction    = var.ingest_function
    ValidateFunction  = var.validate_function
    TransformJob      = var.transform_job
    Sources           = join(",", var.sources)
    Database          = var.database
    WorkGroup         = var.workgroup
    NotificationTopic = var.topic
    # As the inside of a JSON string.
    QualitySql = substr(jsonencode(var.quality_sql), 1, length(jsonencode(var.quality_sql)) - 2)
  })
}

resource "aws_cloudwatch_log_group" "workflow" {
  # Groups of this prefix do not use up the length of the account's policy for deliveries.
  name              = "/aws/vendedlogs/states/${var.names.state_machine}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.context.key_arn
}

resource "aws_sfn_state_machine" "workflow" {
  name       = var.names.state_machine
  role_arn   = var.roles["workflow"]
  type       = "STANDARD"
  definition = local.definition

  logging_configuration {
    level                  = "ALL"
    include_execution_data = true
    log_destination        = "${aws_cloudwatch_log_group.workflow.arn}:*"
  }

  tracing_configuration {
    enabled = true
  }

  dynamic "encryption_configuration" {
    for_each = var.context.own_key ? [var.context.key_arn] : []

    content {
      type                              = "CUSTOMER_MANAGED_KMS_KEY"
      kms_key_id                        = encryption_configuration.value
      kms_data_key_reuse_period_seconds = 900
    }
  }
}
