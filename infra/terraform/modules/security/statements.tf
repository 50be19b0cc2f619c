# SPDX-License-Identifier: Apache-2.0
# The permissions of each role. No statement has a wildcard action. tests/aws_knowledge.py lists the statements that may allow all
# resources, with reasons.
locals {
  traces = {
    Sid      = "Traces"
    Effect   = "Allow"
    Action   = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
    Resource = ["*"]
  }

  # By alias, since the key id is unknown until the key exists.
  key_use = var.context.own_key ? [{
    Sid       = "Key"
    Effect    = "Allow"
    Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
    Resource  = ["arn:${local.partition}:kms:${local.here}:key/*"]
    Condition = { "ForAnyValue:StringEquals" = { "kms:ResourceAliases" = "alias/${var.context.prefix}" } }
  }] : []

  # S3 returns 404 for a missing object only with permission to list, otherwise 403. There is no condition on the prefix, since a GET has none.
  look_for = {
    Sid      = "LookForProcessed"
    Effect   = "Allow"
    Action   = ["s3:ListBucket"]
    Resource = [local.bucket["processed"]]
  }

  look_for_raw = {
    Sid      = "LookForRaw"
    Effect   = "Allow"
    Action   = ["s3:ListBucket"]
    Resource = [local.bucket["raw"]]
  }

  # Raw objects are immutable: no role may delete them, and ingest does not overwrite them (If-None-Match).
  ingest_statements = [
    {
      Sid      = "KeepBodies"
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:PutObject"]
      Resource = ["${local.bucket["raw"]}/raw/*"]
    },
    {
      Sid      = "KnowWhatIsThere"
      Effect   = "Allow"
      Action   = ["s3:GetObject"]
      Resource = ["${local.bucket["processed"]}/processed/_manifest.json"]
    },
    {
      Sid      = "Report"
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:PutObject"]
      Resource = ["${local.bucket["processed"]}/runs/*"]
    },
    local.look_for_raw,
    local.look_for,
  ]

  transform_statements = [
    {
      Sid      = "ReadBodies"
      Effect   = "Allow"
      Action   = ["s3:GetObject"]
      Resource = ["${local.bucket["raw"]}/raw/*"]
    },
    {
      Sid      = "KeepDecisions"
      Effect   = "Allow"
      Action   = ["s3:PutObject"]
      Resource = ["${local.bucket["raw"]}/raw/decisions/*"]
    },
    {
      Sid      = "Merge"
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:PutObject"]
      Resource = ["${local.bucket["processed"]}/processed/*", "${local.bucket["processed"]}/runs/*"]
    },
    # Who decided about a suspect row left entries; the rebuild that follows asks them which records there have to be.
    {
      Sid      = "ReadJournal"
      Effect   = "Allow"
      Action   = ["s3:GetObject"]
      Resource = ["${local.bucket["processed"]}/audit/*"]
    },
    {
      # A partition whose last rate is gone, for instance after a rebuild with a mended source file.
      Sid      = "DropPartitions"
      Effect   = "Allow"
      Action   = ["s3:DeleteObject"]
      Resource = ["${local.bucket["processed"]}/processed/exchange_rates/*", "${local.bucket["processed"]}/processed/exchange_rates_revisions/*"]
    },
    {
      Sid      = "PublishTables"
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:PutObject"]
      Resource = ["${local.bucket["processed"]}/tables/*"]
    },
    {
      # By compare-and-swap of the table's version.
      Sid      = "MovePointers"
      Effect   = "Allow"
      Action   = ["glue:GetTable", "glue:UpdateTable"]
      Resource = concat(local.catalog_of_tables, local.iceberg_tables)
    },
    {
      Sid      = "Quarantine"
      Effect   = "Allow"
      Action   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
      Resource = ["${local.bucket["processed"]}/quarantine/*"]
    },
    local.look_for_raw,
    local.look_for,
  ]

  validate_statements = [
    {
      Sid      = "ReadWhatWasDone"
      Effect   = "Allow"
      Action   = ["s3:GetObject"]
      Resource = ["${local.bucket["processed"]}/processed/_manifest.json"]
    },
    {
      Sid      = "Report"
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:PutObject"]
      Resource = ["${local.bucket["processed"]}/runs/*"]
    },
    local.look_for,
  ]

  # Athena uses the permissions of the caller.
  athena_statements = [
    {
      Sid      = "Ask"
      Effect   = "Allow"
      Action   = ["athena:GetQueryExecution", "athena:GetQueryResults", "athena:StartQueryExecution", "athena:StopQueryExecution"]
      Resource = [local.workgroup]
    },
    {
      Sid      = "ReadCatalog"
      Effect   = "Allow"
      Action   = ["glue:GetDatabase", "glue:GetPartition", "glue:GetPartitions", "glue:GetTable", "glue:GetTables"]
      Resource = local.catalog
    },
    {
      # Athena reads the catalog and the database "default" for every statement.
      Sid      = "KnowCatalog"
      Effect   = "Allow"
      Action   = ["athena:GetDataCatalog", "glue:GetDatabase"]
      Resource = ["arn:${local.partition}:athena:${local.here}:datacatalog/AwsDataCatalog", "arn:${local.partition}:glue:${local.here}:database/default"]
    },
    {
      Sid      = "ReadTables"
      Effect   = "Allow"
      Action   = ["s3:GetObject"]
      Resource = ["${local.bucket["processed"]}/processed/exchange_rates/*", "${local.bucket["processed"]}/processed/exchange_rates_revisions/*", "${local.bucket["processed"]}/tables/*"]
    },
    {
      Sid       = "LookForTables"
      Effect    = "Allow"
      Action    = ["s3:ListBucket"]
      Resource  = [local.bucket["processed"]]
      Condition = { StringLike = { "s3:prefix" = ["processed/exchange_rates/*", "processed/exchange_rates_revisions/*", "tables/*"] } }
    },
    {
      Sid      = "KnowWhere"
      Effect   = "Allow"
      Action   = ["s3:GetBucketLocation"]
      Resource = [local.bucket["processed"], local.bucket["results"]]
    },
    {
      Sid       = "LookForAnswers"
      Effect    = "Allow"
      Action    = ["s3:ListBucket", "s3:ListBucketMultipartUploads"]
      Resource  = [local.bucket["results"]]
      Condition = { StringLike = { "s3:prefix" = ["answers/*"] } }
    },
    {
      Sid      = "Answer"
      Effect   = "Allow"
      Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"]
      Resource = ["${local.bucket["results"]}/answers/*"]
    },
  ]

  # The calls that configure log delivery of a state machine support no resource restriction.
  state_machine_logs = {
    Sid    = "DeliverLogs"
    Effect = "Allow"
    Action = [
      "logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:DescribeLogGroups", "logs:DescribeResourcePolicies",
      "logs:GetLogDelivery", "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:UpdateLogDelivery",
    ]
    Resource = ["*"]
  }

  sampled_traces = merge(local.traces, {
    Action = concat(local.traces.Action, ["xray:GetSamplingRules", "xray:GetSamplingTargets"])
  })

  workflow_statements = [
    {
      Sid      = "Invoke"
      Effect   = "Allow"
      Action   = ["lambda:InvokeFunction"]
      Resource = [local.ingest, local.validate]
    },
    {
      Sid      = "RunJob"
      Effect   = "Allow"
      Action   = ["glue:BatchStopJobRun", "glue:GetJobRun", "glue:GetJobRuns", "glue:StartJobRun"]
      Resource = [local.job]
    },
    {
      Sid      = "Notify"
      Effect   = "Allow"
      Action   = ["sns:Publish"]
      Resource = [local.topic]
    },
    local.state_machine_logs,
    local.sampled_traces,
  ]

  # The iterations of a Distributed Map are executions that the state machine starts and monitors.
  backfill_statements = [
    {
      Sid      = "Invoke"
      Effect   = "Allow"
      Action   = ["lambda:InvokeFunction"]
      Resource = [local.ingest, local.transform]
    },
    {
      Sid      = "StartYears"
      Effect   = "Allow"
      Action   = ["states:StartExecution"]
      Resource = [local.backfill]
    },
    {
      Sid      = "FollowYears"
      Effect   = "Allow"
      Action   = ["states:DescribeExecution", "states:StopExecution"]
      Resource = [local.backfill_years, local.backfills]
    },
    {
      Sid      = "RedriveYears"
      Effect   = "Allow"
      Action   = ["states:RedriveExecution"]
      Resource = [local.backfill_years]
    },
    local.state_machine_logs,
    local.sampled_traces,
  ]

  # UNLOAD writes the files, and fails if the folder is not empty.
  export_statements = [
    {
      Sid      = "WriteExport"
      Effect   = "Allow"
      Action   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"]
      Resource = ["${local.bucket["processed"]}/exports/*"]
    },
    {
      Sid       = "LookForExports"
      Effect    = "Allow"
      Action    = ["s3:ListBucket", "s3:ListBucketMultipartUploads"]
      Resource  = [local.bucket["processed"]]
      Condition = { StringLike = { "s3:prefix" = ["exports/*"] } }
    },
    local.state_machine_logs,
    local.sampled_traces,
  ]
}
