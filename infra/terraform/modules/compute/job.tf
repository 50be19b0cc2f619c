# SPDX-License-Identifier: Apache-2.0
resource "aws_cloudwatch_log_group" "job" {
  for_each = var.glue_log_groups ? toset(["output", "error"]) : toset([])

  name              = "${var.names.glue_logs}/${each.key}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.context.key_arn
}

locals {
  job_package = "${var.package_dir}/${one(fileset(var.package_dir, "fxlake-glue-*.zip"))}"

  programs = {
    script  = "${path.root}/../glue/transform.py"
    package = local.job_package
  }
}

# The key contains the hash, so that a running job keeps its package.
resource "aws_s3_object" "program" {
  for_each = local.programs

  bucket      = var.artifacts_bucket
  key         = "glue/${filesha256(each.value)}/${basename(each.value)}"
  source      = each.value
  source_hash = filemd5(each.value)
}

resource "aws_glue_security_configuration" "job" {
  count = var.context.own_key ? 1 : 0

  name = "${var.context.prefix}-transform"

  encryption_configuration {
    cloudwatch_encryption {
      cloudwatch_encryption_mode = "SSE-KMS"
      kms_key_arn                = var.context.key_arn
    }

    job_bookmarks_encryption {
      job_bookmarks_encryption_mode = "CSE-KMS"
      kms_key_arn                   = var.context.key_arn
    }

    s3_encryption {
      s3_encryption_mode = "SSE-KMS"
      kms_key_arn        = var.context.key_arn
    }
  }
}

# The smallest size: one sixteenth of a processing unit. The script starts the native program, which does the work.
resource "aws_glue_job" "transform" {
  name                   = var.names.job
  description            = "Transforms one source"
  role_arn               = var.roles["job"]
  glue_version           = "3.0"
  max_capacity           = 0.0625
  timeout                = 60
  max_retries            = 0
  security_configuration = one(aws_glue_security_configuration.job[*].name)

  command {
    name            = "pythonshell"
    python_version  = "3.9"
    script_location = "s3://${var.artifacts_bucket}/${aws_s3_object.program["script"].key}"
  }

  # The concurrency of the workflow's Map.
  execution_property {
    max_concurrent_runs = 8
  }

  default_arguments = {
    "--package"          = "s3://${var.artifacts_bucket}/${aws_s3_object.program["package"].key}"
    "--package-sha256"   = filesha256(local.job_package)
    "--lake"             = local.environment.FXLAKE_LAKE
    "--raw"              = local.environment.FXLAKE_RAW
    "--region"           = var.context.region
    "--metric-namespace" = local.environment.FXLAKE_METRIC_NAMESPACE
    "--catalog-database" = local.environment.FXLAKE_CATALOG_DATABASE
  }
}
