# SPDX-License-Identifier: Apache-2.0
resource "aws_athena_workgroup" "lake" {
  name = var.names.workgroup
  # A workgroup with a history of statements is not deleted otherwise; the history holds no rates.
  force_destroy = true
  description   = "Queries on the lake, with an enforced result location and scan limit"

  configuration {
    enforce_workgroup_configuration    = true
    publish_cloudwatch_metrics_enabled = true
    bytes_scanned_cutoff_per_query     = var.scan_limit_bytes

    engine_version {
      selected_engine_version = "Athena engine version 3"
    }

    result_configuration {
      output_location       = "s3://${var.results_bucket}/answers/"
      expected_bucket_owner = var.context.account_id

      encryption_configuration {
        encryption_option = var.context.own_key ? "SSE_KMS" : "SSE_S3"
        kms_key_arn       = var.context.key_arn
      }
    }
  }
}

locals {
  # Each query restricts the years, so that projection lists only those folders.
  statements = {
    latest-rates = {
      description = "The latest rate of every pair by source"
      sql         = <<-SQL
        SELECT source, base_currency, target_currency, max_by(rate, date) AS rate, max(date) AS date
        FROM exchange_rates
        WHERE year >= year(current_date) - 1
        GROUP BY source, base_currency, target_currency
        ORDER BY source, base_currency, target_currency
      SQL
    }
    known-at = {
      description = "Rates as of a time: replace the two timestamps"
      sql         = <<-SQL
        SELECT source, date, base_currency, target_currency, rate, raw_object
        FROM (
          SELECT source, date, base_currency, target_currency, rate, raw_object, recorded_at, CAST(NULL AS TIMESTAMP) AS superseded_at, year
          FROM exchange_rates
          UNION ALL
          SELECT source, date, base_currency, target_currency, rate, raw_object, recorded_at, superseded_at, year
          FROM exchange_rates_revisions
        )
        WHERE year >= 2026
          AND recorded_at <= TIMESTAMP '2026-06-30 12:00:00'
          AND (superseded_at IS NULL OR superseded_at > TIMESTAMP '2026-06-30 12:00:00')
        ORDER BY source, date, base_currency, target_currency
      SQL
    }
    revisions = {
      description = "Rates that were changed after publication, latest change first"
      sql         = <<-SQL
        SELECT r.source, r.date, r.base_currency, r.target_currency, r.rate AS was, n.rate AS became, r.superseded_at
        FROM exchange_rates_revisions r
        JOIN exchange_rates n
          ON n.source = r.source AND n.year = r.year AND n.date = r.date
          AND n.base_currency = r.base_currency AND n.target_currency = r.target_currency
        WHERE r.year >= year(current_date) - 1
        ORDER BY r.superseded_at DESC
      SQL
    }
    coverage = {
      description = "Days and pairs by source and year"
      sql         = <<-SQL
        SELECT source, year, count(DISTINCT date) AS days, count(DISTINCT target_currency) AS currencies, count(*) AS rates
        FROM exchange_rates
        WHERE year BETWEEN 1999 AND year(current_date)
        GROUP BY source, year
        ORDER BY source, year
      SQL
    }
  }
}

resource "aws_athena_named_query" "statement" {
  for_each = local.statements

  name        = each.key
  description = each.value.description
  workgroup   = aws_athena_workgroup.lake.id
  database    = aws_glue_catalog_database.lake.name
  query       = each.value.sql
}
