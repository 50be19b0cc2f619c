# SPDX-License-Identifier: Apache-2.0
# The most that any role of an environment can do, whatever policy is attached to it later: the calls that the stack's roles make, on that
# environment's own resources. It grants nothing by itself. It is made here, so that no deployment can change it.
locals {
  partition  = startswith(var.aws_region, "cn-") ? "aws-cn" : startswith(var.aws_region, "us-gov-") ? "aws-us-gov" : "aws"
  account_id = coalesce(var.aws_account_id, data.aws_caller_identity.current.account_id)
  prefixes   = { for environment in var.environments : environment => "${var.pipeline}-${environment}" }
  databases  = { for environment, prefix in local.prefixes : environment => replace(prefix, "-", "_") }
  arn        = { for service in local.arn_services : service => "arn:${local.partition}:${service}:*:${local.account_id}" }
  arn_services = [
    "athena", "budgets", "cloudtrail", "cloudwatch", "events", "glue", "kms", "lambda", "logs", "scheduler", "sns", "sqs", "states",
  ]

  boundary_calls = {
    athena = ["athena:GetDataCatalog", "athena:GetQueryExecution", "athena:GetQueryResults", "athena:StartQueryExecution", "athena:StopQueryExecution"]
    glue = [
      "glue:BatchStopJobRun", "glue:GetDatabase", "glue:GetJobRun", "glue:GetJobRuns", "glue:GetPartition", "glue:GetPartitions",
      "glue:GetTable", "glue:GetTables", "glue:StartJobRun", "glue:UpdateTable",
    ]
    lambda = ["lambda:InvokeFunction"]
    logs   = ["logs:AssociateKmsKey", "logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
    s3 = [
      "s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetBucketLocation", "s3:GetObject", "s3:ListBucket",
      "s3:ListBucketMultipartUploads", "s3:ListMultipartUploadParts", "s3:PutObject",
    ]
    sns    = ["sns:Publish"]
    sqs    = ["sqs:SendMessage"]
    states = ["states:DescribeExecution", "states:RedriveExecution", "states:StartExecution", "states:StopExecution"]
    kms    = ["kms:Decrypt", "kms:GenerateDataKey"]
    # AWS defines no resource for these.
    anywhere = [
      "logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:DescribeLogGroups", "logs:DescribeResourcePolicies",
      "logs:GetLogDelivery", "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:UpdateLogDelivery",
      "xray:GetSamplingRules", "xray:GetSamplingTargets", "xray:PutTelemetryRecords", "xray:PutTraceSegments",
    ]
  }

  boundary_resources = { for environment, prefix in local.prefixes : environment => {
    athena = ["${local.arn.athena}:workgroup/${prefix}", "${local.arn.athena}:datacatalog/AwsDataCatalog"]
    glue = [
      "${local.arn.glue}:catalog", "${local.arn.glue}:database/default", "${local.arn.glue}:database/${local.databases[environment]}",
      "${local.arn.glue}:table/${local.databases[environment]}/*", "${local.arn.glue}:job/${prefix}-*",
    ]
    lambda = ["${local.arn.lambda}:function:${prefix}-*"]
    logs   = [for group in ["/aws/lambda/${prefix}-*", "/aws/cloudtrail/${prefix}*", "/aws-glue/python-jobs*"] : "${local.arn.logs}:log-group:${group}"]
    s3 = flatten([for zone in ["raw", "processed", "results", "artifacts"] : [
      for name in [lookup(lookup(var.bucket_names, environment, {}), zone, "${prefix}-${zone}-${local.account_id}")] :
      ["arn:${local.partition}:s3:::${name}", "arn:${local.partition}:s3:::${name}/*"]
    ]])
    sns      = ["${local.arn.sns}:${prefix}-*"]
    sqs      = ["${local.arn.sqs}:${prefix}-*"]
    states   = [for kind in ["stateMachine", "execution"] : ["${local.arn.states}:${kind}:${prefix}", "${local.arn.states}:${kind}:${prefix}-*", "${local.arn.states}:${kind}:${prefix}:*"]]
    kms      = ["${local.arn.kms}:key/*"]
    anywhere = ["*"]
  } }
}

resource "aws_iam_policy" "boundary" {
  for_each = local.prefixes

  name        = "${each.value}-boundary"
  description = "The most that any role of ${each.value} can do"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for name, actions in local.boundary_calls : merge(
      {
        Sid      = title(name)
        Effect   = "Allow"
        Action   = actions
        Resource = flatten([local.boundary_resources[each.key][name]])
      },
      name == "kms" ? { Condition = { "ForAnyValue:StringEquals" = { "kms:ResourceAliases" = "alias/${each.value}" } } } : {},
    )]
  })
}
