# SPDX-License-Identifier: Apache-2.0
data "aws_caller_identity" "current" {}

# All names are computed in advance, so that policies allow exact resources.
locals {
  prefix     = "${var.pipeline}-${var.environment}"
  account_id = coalesce(var.aws_account_id, data.aws_caller_identity.current.account_id)
  partition  = startswith(var.aws_region, "cn-") ? "aws-cn" : startswith(var.aws_region, "us-gov-") ? "aws-us-gov" : "aws"

  place = {
    prefix      = local.prefix
    environment = var.environment
    region      = var.aws_region
    account_id  = local.account_id
    partition   = local.partition
    own_key     = var.customer_key
  }
  context = merge(local.place, { key_arn = module.security.key_arn })

  names = {
    buckets        = { for zone in ["raw", "processed", "results", "artifacts", "trail", "logs"] : zone => lookup(var.bucket_names, zone, "${local.prefix}-${zone}-${local.account_id}") }
    ingest         = coalesce(var.ingest_function_name, "${local.prefix}-ingest")
    validate       = coalesce(var.validate_function_name, "${local.prefix}-validate")
    transform      = coalesce(var.transform_function_name, "${local.prefix}-transform")
    job            = coalesce(var.glue_job_name, "${local.prefix}-transform")
    state_machine  = local.prefix
    backfill       = "${local.prefix}-backfill"
    export         = "${local.prefix}-export"
    schedule_group = local.prefix
    dead_letters   = "${local.prefix}-dead-letters"
    topic          = "${local.prefix}-notifications"
    database       = replace(local.prefix, "-", "_")
    workgroup      = local.prefix
    trail          = local.prefix
    glue_logs      = "/aws-glue/python-jobs"
    namespace      = "${var.metric_namespace_prefix}/${var.environment}"
  }

  tags = {
    Project     = var.pipeline
    Environment = var.environment
    ManagedBy   = "terraform"
    CostCenter  = "${var.pipeline}-${var.environment}"
  }
}
