# SPDX-License-Identifier: Apache-2.0
locals {
  partition = var.context.partition
  here      = "${var.context.region}:${var.context.account_id}"

  # Made by bootstrap, so that no deployment can change what caps it.
  boundary = "arn:${local.partition}:iam::${var.context.account_id}:policy/${var.context.prefix}-boundary"

  bucket = { for zone, name in var.names.buckets : zone => "arn:${local.partition}:s3:::${name}" }

  ingest        = "arn:${local.partition}:lambda:${local.here}:function:${var.names.ingest}"
  transform     = "arn:${local.partition}:lambda:${local.here}:function:${var.names.transform}"
  validate      = "arn:${local.partition}:lambda:${local.here}:function:${var.names.validate}"
  job           = "arn:${local.partition}:glue:${local.here}:job/${var.names.job}"
  state_machine = "arn:${local.partition}:states:${local.here}:stateMachine:${var.names.state_machine}"
  backfill      = "arn:${local.partition}:states:${local.here}:stateMachine:${var.names.backfill}"
  # The ARN of a year's execution contains the name of the Map after the name of the state machine.
  backfill_years = "arn:${local.partition}:states:${local.here}:execution:${var.names.backfill}/*"
  backfills      = "arn:${local.partition}:states:${local.here}:execution:${var.names.backfill}:*"
  export         = "arn:${local.partition}:states:${local.here}:stateMachine:${var.names.export}"
  group          = "arn:${local.partition}:scheduler:${local.here}:schedule-group/${var.names.schedule_group}"
  dead_letters   = "arn:${local.partition}:sqs:${local.here}:${var.names.dead_letters}"
  topic          = "arn:${local.partition}:sns:${local.here}:${var.names.topic}"
  workgroup      = "arn:${local.partition}:athena:${local.here}:workgroup/${var.names.workgroup}"
  trail_arn      = "arn:${local.partition}:cloudtrail:${local.here}:trail/${var.names.trail}"
  trail_logs     = "arn:${local.partition}:logs:${local.here}:log-group:/aws/cloudtrail/${var.names.trail}"
  export_rule    = "arn:${local.partition}:events:${local.here}:rule/${var.names.export}"

  tables            = { for table in ["exchange_rates", "exchange_rates_revisions"] : table => "arn:${local.partition}:glue:${local.here}:table/${var.names.database}/${table}" }
  iceberg_tables    = [for table, arn in local.tables : "${arn}_iceberg"]
  catalog_of_tables = ["arn:${local.partition}:glue:${local.here}:catalog", "arn:${local.partition}:glue:${local.here}:database/${var.names.database}"]
  catalog           = concat(local.catalog_of_tables, values(local.tables), local.iceberg_tables)

  function_logs = { for role, name in { ingest = var.names.ingest, validate = var.names.validate, transform = var.names.transform } :
  role => "arn:${local.partition}:logs:${local.here}:log-group:/aws/lambda/${name}:log-stream:*" }

  # With a customer key, Glue names the log groups after the security configuration and encrypts them with the key.
  glue_logs = "arn:${local.partition}:logs:${local.here}:log-group:${var.names.glue_logs}"
  glue_log_groups = flatten([for group in var.context.own_key ? ["${local.glue_logs}*"] : ["${local.glue_logs}/output", "${local.glue_logs}/error"] :
  [group, "${group}:log-stream:*"]])
}
