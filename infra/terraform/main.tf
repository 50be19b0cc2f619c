# SPDX-License-Identifier: Apache-2.0
module "security" {
  source = "./modules/security"

  context            = local.place
  names              = local.names
  trail              = var.trail
  trail_bucket       = module.lake.bucket_names["trail"]
  exports            = var.fx_output_format == "csv"
  log_retention_days = var.log_retention_days
}

module "lake" {
  source = "./modules/lake"

  context       = local.context
  names         = local.names
  force_destroy = var.force_destroy
}

module "query" {
  source = "./modules/query"

  context          = local.context
  names            = local.names
  processed_bucket = module.lake.bucket_names["processed"]
  results_bucket   = module.lake.bucket_names["results"]
  sources          = var.sources
  scan_limit_bytes = var.athena_scan_limit_bytes
}

module "compute" {
  source = "./modules/compute"

  context            = local.context
  names              = local.names
  roles              = module.security.role_arns
  raw_bucket         = module.lake.bucket_names["raw"]
  processed_bucket   = module.lake.bucket_names["processed"]
  artifacts_bucket   = module.lake.bucket_names["artifacts"]
  package_dir        = var.package_dir
  architecture       = var.architecture
  log_retention_days = var.log_retention_days
  glue_log_groups    = var.glue_log_groups

  source_overrides = { for name, value in {
    FX_BASE_API_URL  = var.fx_base_api_url
    FX_START_DATE    = var.fx_start_date
    FX_END_DATE      = var.fx_end_date
    FX_BASE_CURRENCY = var.fx_base_currency
  } : name => value if value != null }
}

module "pipeline" {
  source = "./modules/pipeline"

  context             = local.context
  names               = local.names
  roles               = module.security.role_arns
  functions           = module.compute.function_arns
  transform_job       = module.compute.job_name
  database            = module.query.database
  workgroup           = module.query.workgroup
  topic               = module.observability.topic_arn
  sources             = var.sources
  quality_sql         = file("${var.package_dir}/quality.sql")
  workflows_dir       = "${path.root}/../../workflows"
  exports             = var.fx_output_format == "csv"
  log_retention_days  = var.log_retention_days
  dead_letter_seconds = 14 * 24 * 3600
}

module "observability" {
  source = "./modules/observability"

  context            = local.context
  names              = local.names
  email              = var.sns_email_address
  sources            = var.sources
  timeouts           = module.compute.timeouts
  trail              = var.trail
  exports            = var.fx_output_format == "csv"
  monthly_budget_usd = var.monthly_budget_usd
}
