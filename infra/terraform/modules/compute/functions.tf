# SPDX-License-Identifier: Apache-2.0
locals {
  functions = {
    ingest = {
      name        = var.names.ingest
      description = "Fetches one source and stores the response bodies"
      memory      = 512
      timeout     = 840
    }
    transform = {
      name        = var.names.transform
      description = "Transforms one source for backfills; other executions use the Glue job"
      memory      = 1769
      timeout     = 840
    }
    validate = {
      name        = var.names.validate
      description = "Evaluates the verdicts and writes the report"
      memory      = 256
      timeout     = 240
    }
  }

  # One program for all functions; the handler name selects the step.
  function_package = "${var.package_dir}/${one(fileset(var.package_dir, "fxlake-lambda-*.zip"))}"

  environment = merge(var.source_overrides, {
    FXLAKE_LAKE             = "s3://${var.processed_bucket}"
    FXLAKE_RAW              = "s3://${var.raw_bucket}"
    FXLAKE_METRIC_NAMESPACE = var.names.namespace
    FXLAKE_CATALOG_DATABASE = var.names.database
  })
}

resource "aws_cloudwatch_log_group" "function" {
  for_each = local.functions

  name              = "/aws/lambda/${each.value.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.context.key_arn
}

resource "aws_lambda_function" "function" {
  for_each = local.functions

  function_name    = each.value.name
  description      = each.value.description
  role             = var.roles[each.key]
  runtime          = "provided.al2023"
  handler          = each.key
  architectures    = [var.architecture]
  filename         = local.function_package
  source_code_hash = filebase64sha256(local.function_package)
  memory_size      = each.value.memory
  timeout          = each.value.timeout
  kms_key_arn      = var.context.key_arn

  environment {
    variables = local.environment
  }

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.function[each.key].name
  }

  tracing_config {
    mode = "Active"
  }
}
