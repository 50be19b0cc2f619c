# SPDX-License-Identifier: Apache-2.0
# What a deployment may change and a plan may read: the resources of one environment, by their names, and that environment's state.
locals {
  # The resources of an environment, by service.
  owned = { for environment, prefix in local.prefixes : environment => flatten([
    "${local.arn.athena}:workgroup/${prefix}",
    "arn:${local.partition}:budgets::${local.account_id}:budget/${prefix}-*",
    "${local.arn.cloudtrail}:trail/${prefix}",
    "${local.arn.cloudwatch}:alarm:${prefix}-*",
    "arn:${local.partition}:cloudwatch::${local.account_id}:dashboard/${prefix}*",
    "${local.arn.events}:rule/${prefix}-*",
    [for part in ["catalog", "database/${local.databases[environment]}", "table/${local.databases[environment]}/*", "job/${prefix}-*"] : "${local.arn.glue}:${part}"],
    "${local.arn.lambda}:function:${prefix}-*",
    [for group in ["/aws/lambda/${prefix}-*", "/aws/vendedlogs/states/${prefix}*", "/aws/cloudtrail/${prefix}*", "/aws-glue/python-jobs*"] : "${local.arn.logs}:log-group:${group}"],
    ["${local.arn.scheduler}:schedule-group/${prefix}", "${local.arn.scheduler}:schedule/${prefix}/*"],
    "${local.arn.sns}:${prefix}-*",
    "${local.arn.sqs}:${prefix}-*",
    ["${local.arn.states}:stateMachine:${prefix}", "${local.arn.states}:stateMachine:${prefix}-*"],
  ]) }

  environment_buckets = { for environment, prefix in local.prefixes : environment => [
    for zone in ["raw", "processed", "results", "artifacts", "trail", "logs"] :
    "arn:${local.partition}:s3:::${lookup(lookup(var.bucket_names, environment, {}), zone, "${prefix}-${zone}-${local.account_id}")}"
  ] }

  roles_of   = { for environment, prefix in local.prefixes : environment => "arn:${local.partition}:iam::${local.account_id}:role/${prefix}-*" }
  boundaries = { for environment, prefix in local.prefixes : environment => "arn:${local.partition}:iam::${local.account_id}:policy/${prefix}-boundary" }
  own_key    = { for environment, prefix in local.prefixes : environment => { StringEquals = { "aws:ResourceTag/Project" = var.pipeline, "aws:ResourceTag/Environment" = environment } } }

  read_roles = ["iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListInstanceProfilesForRole", "iam:ListRolePolicies"]
  # Calls that read, for which AWS defines no resource.
  read_anywhere = [
    "cloudtrail:DescribeTrails", "cloudwatch:DescribeAlarms", "glue:GetSecurityConfiguration", "kms:ListAliases",
    "logs:DescribeLogGroups", "logs:DescribeResourcePolicies", "scheduler:ListScheduleGroups", "states:ListStateMachines",
  ]

  deploy_statements = { for environment, prefix in local.prefixes : environment => [
    {
      Sid    = "Services", Effect = "Allow", Resource = local.owned[environment]
      Action = [for service in ["athena", "budgets", "cloudtrail", "cloudwatch", "events", "glue", "lambda", "logs", "scheduler", "sns", "sqs", "states"] : "${service}:*"]
    },
    {
      Sid      = "Buckets", Effect = "Allow", Action = ["s3:*"]
      Resource = flatten([for arn in local.environment_buckets[environment] : [arn, "${arn}/*"]])
    },
    {
      Sid    = "WithoutResource", Effect = "Allow", Resource = ["*"]
      Action = concat(local.read_anywhere, ["glue:CreateSecurityConfiguration", "glue:DeleteSecurityConfiguration", "states:ValidateStateMachineDefinition"])
    },
    {
      Sid       = "CreateKey", Effect = "Allow", Action = ["kms:CreateKey", "kms:TagResource"], Resource = ["*"]
      Condition = { StringEquals = { "aws:RequestTag/Project" = var.pipeline, "aws:RequestTag/Environment" = environment } }
    },
    {
      Sid = "Key", Effect = "Allow", Resource = ["${local.arn.kms}:key/*"], Condition = local.own_key[environment]
      Action = [
        "kms:CreateAlias", "kms:CreateGrant", "kms:Decrypt", "kms:DeleteAlias", "kms:DescribeKey", "kms:EnableKeyRotation", "kms:Encrypt",
        "kms:GenerateDataKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags", "kms:PutKeyPolicy",
        "kms:ScheduleKeyDeletion", "kms:UpdateAlias", "kms:UpdateKeyDescription",
      ]
    },
    {
      Sid      = "KeyAlias", Effect = "Allow", Action = ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"]
      Resource = ["${local.arn.kms}:alias/${prefix}"]
    },
    { Sid = "ReadRoles", Effect = "Allow", Action = local.read_roles, Resource = [local.roles_of[environment]] },
    {
      Sid       = "BoundedRoles", Effect = "Allow", Resource = [local.roles_of[environment]]
      Action    = ["iam:CreateRole", "iam:DeleteRolePolicy", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy"]
      Condition = { StringEquals = { "iam:PermissionsBoundary" = local.boundaries[environment] } }
    },
    {
      Sid    = "Roles", Effect = "Allow", Resource = [local.roles_of[environment]]
      Action = ["iam:DeleteRole", "iam:TagRole", "iam:UntagRole", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole", "iam:UpdateRoleDescription"]
    },
    {
      Sid       = "PassRoles", Effect = "Allow", Action = ["iam:PassRole"], Resource = [local.roles_of[environment]]
      Condition = { StringEquals = { "iam:PassedToService" = [for service in ["cloudtrail", "events", "glue", "lambda", "scheduler", "states"] : "${service}.amazonaws.com"] } }
    },
  ] }

  # Describes resources; of objects it reads only the programs, whose hashes a plan compares. With a customer key AWS decrypts what it
  # describes with the caller's permission.
  plan_statements = { for environment, prefix in local.prefixes : environment => [
    {
      Sid = "Read", Effect = "Allow", Resource = local.owned[environment]
      Action = flatten([
        [for service in ["athena", "cloudtrail", "events", "glue", "lambda", "scheduler", "sns", "sqs"] : ["${service}:Get*", "${service}:List*"]],
        "budgets:ViewBudget", "budgets:ListTagsForResource", "cloudwatch:DescribeAlarms", "cloudwatch:GetDashboard", "cloudwatch:ListTagsForResource",
        "events:DescribeRule", "logs:DescribeMetricFilters", "logs:ListTagsForResource", "logs:ListTagsLogGroup",
        "states:DescribeStateMachine", "states:ListStateMachineVersions", "states:ListTagsForResource",
      ])
    },
    { Sid = "WithoutResource", Effect = "Allow", Action = local.read_anywhere, Resource = ["*"] },
    {
      Sid      = "Buckets", Effect = "Allow", Action = ["s3:GetBucket*", "s3:Get*Configuration", "s3:ListBucket"]
      Resource = local.environment_buckets[environment]
    },
    {
      Sid      = "Programs", Effect = "Allow", Action = ["s3:GetObject", "s3:GetObjectTagging"]
      Resource = ["${local.environment_buckets[environment][3]}/glue/*"]
    },
    {
      Sid    = "Key", Effect = "Allow", Resource = ["${local.arn.kms}:key/*"], Condition = local.own_key[environment]
      Action = ["kms:Decrypt", "kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags"]
    },
    { Sid = "ReadRoles", Effect = "Allow", Action = local.read_roles, Resource = [local.roles_of[environment]] },
  ] }

  # A plan takes no lock (aws.sh plan with -lock=false in the workflow); an apply writes the state and its lock.
  state_objects = { for environment in var.environments : environment => "arn:${local.partition}:s3:::${local.bucket}/${var.pipeline}/${environment}.tfstate" }
  state_statements = { for environment, object in local.state_objects : environment => {
    read = [
      { Sid = "State", Effect = "Allow", Action = ["s3:GetObject"], Resource = [object] },
      {
        Sid       = "ListStates", Effect = "Allow", Action = ["s3:ListBucket"], Resource = ["arn:${local.partition}:s3:::${local.bucket}"]
        Condition = { StringLike = { "s3:prefix" = ["${var.pipeline}/${environment}.tfstate*", "env:/*"] } }
      },
    ]
    write = [
      { Sid = "State", Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = [object] },
      { Sid = "StateLock", Effect = "Allow", Action = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], Resource = ["${object}.tflock"] },
      {
        Sid       = "ListStates", Effect = "Allow", Action = ["s3:ListBucket"], Resource = ["arn:${local.partition}:s3:::${local.bucket}"]
        Condition = { StringLike = { "s3:prefix" = ["${var.pipeline}/${environment}.tfstate*", "env:/*"] } }
      },
    ]
  } }
}
