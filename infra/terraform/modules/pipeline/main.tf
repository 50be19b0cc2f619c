# SPDX-License-Identifier: Apache-2.0
locals {
  workflow = {
    name = var.names.state_machine
    definition = templatefile("${var.workflows_dir}/fxlake.asl.json", {
      IngestFunction    = var.functions["ingest"]
      ValidateFunction  = var.functions["validate"]
      TransformJob      = var.transform_job
      Sources           = join(",", var.sources)
      Database          = var.database
      WorkGroup         = var.workgroup
      NotificationTopic = var.topic
      # Escaped for use inside a JSON string.
      QualitySql = substr(jsonencode(var.quality_sql), 1, length(jsonencode(var.quality_sql)) - 2)
    })
  }

  backfill = {
    name = var.names.backfill
    definition = templatefile("${var.workflows_dir}/backfill.asl.json", {
      IngestFunction    = var.functions["ingest"]
      TransformFunction = var.functions["transform"]
      Sources           = join(",", var.sources)
    })
  }

  export = {
    name = var.names.export
    definition = templatefile("${var.workflows_dir}/export.asl.json", {
      Bucket    = var.names.buckets["processed"]
      Database  = var.database
      WorkGroup = var.workgroup
    })
  }

  machines = merge({ workflow = local.workflow, backfill = local.backfill }, var.exports ? { export = local.export } : {})
}

resource "aws_cloudwatch_log_group" "machine" {
  for_each = local.machines

  # Log groups with this prefix do not count towards the size limit of the account's delivery policy.
  name              = "/aws/vendedlogs/states/${each.value.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.context.key_arn
}

resource "aws_sfn_state_machine" "machine" {
  for_each = local.machines

  name     = each.value.name
  role_arn = var.roles[each.key]
  type     = "STANDARD"
  # The definitions name the integrations of the partition "aws", as the local runner does.
  definition = replace(each.value.definition, "\"arn:aws:", "\"arn:${var.context.partition}:")

  logging_configuration {
    level                  = "ALL"
    include_execution_data = true
    log_destination        = "${aws_cloudwatch_log_group.machine[each.key].arn}:*"
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
