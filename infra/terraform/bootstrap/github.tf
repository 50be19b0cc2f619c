# SPDX-License-Identifier: Apache-2.0
# GitHub's workflows assume a role for an hour with a signed token; no key is stored. Only jobs in the GitHub environment of the same
# name, with its approval rules, can assume a role. Plans use a read-only role.
locals {
  deployers = var.repository == null ? toset([]) : var.environments
  planners  = var.repository == null ? toset([]) : toset([for environment in var.environments : "${environment}-plan"])
  services  = ["athena", "budgets", "cloudtrail", "cloudwatch", "events", "glue", "kms", "lambda", "logs", "scheduler", "sns", "sqs", "states"]
  managed   = ["arn:aws:iam::${local.account_id}:role/${var.pipeline}-*", "arn:aws:iam::${local.account_id}:policy/${var.pipeline}-*"]
}

resource "aws_iam_openid_connect_provider" "github" {
  count = var.repository == null ? 0 : 1

  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_role" "workflow" {
  for_each = setunion(local.deployers, local.planners)

  name                 = "${var.pipeline}-deploy-${each.key}"
  description          = "Assumed by workflows of ${var.repository} in the environment ${each.key}"
  max_session_duration = 3600
  depends_on           = [aws_iam_openid_connect_provider.github]

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::${local.account_id}:oidc-provider/token.actions.githubusercontent.com" }
      Condition = {
        StringEquals = {
          "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
          "token.actions.githubusercontent.com:sub" = "repo:${var.repository}:environment:${each.key}"
        }
      }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "look" {
  for_each = local.planners

  role       = aws_iam_role.workflow[each.key].name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

# A deployment may create and change these services for names that begin with the pipeline's name, and roles only with the boundary.
resource "aws_iam_role_policy" "deploy" {
  for_each = local.deployers

  name = "deploy"
  role = aws_iam_role.workflow[each.key].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Services", Effect = "Allow", Action = [for service in local.services : "${service}:*"], Resource = "*" },
      { Sid = "Buckets", Effect = "Allow", Action = "s3:*", Resource = ["arn:aws:s3:::${var.pipeline}-*", "arn:aws:s3:::${var.pipeline}-*/*"] },
      {
        Sid      = "LookAtRoles"
        Effect   = "Allow"
        Action   = ["iam:GetPolicy", "iam:GetPolicyVersion", "iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListInstanceProfilesForRole", "iam:ListPolicyVersions", "iam:ListRolePolicies"]
        Resource = local.managed
      },
      {
        Sid       = "BoundedRoles"
        Effect    = "Allow"
        Action    = ["iam:CreateRole", "iam:PutRolePolicy", "iam:DeleteRolePolicy", "iam:PutRolePermissionsBoundary"]
        Resource  = "arn:aws:iam::${local.account_id}:role/${var.pipeline}-${each.key}-*"
        Condition = { StringEquals = { "iam:PermissionsBoundary" = "arn:aws:iam::${local.account_id}:policy/${var.pipeline}-${each.key}-boundary" } }
      },
      {
        Sid      = "Roles"
        Effect   = "Allow"
        Action   = ["iam:DeleteRole", "iam:PassRole", "iam:TagRole", "iam:UntagRole", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole", "iam:UpdateRoleDescription"]
        Resource = "arn:aws:iam::${local.account_id}:role/${var.pipeline}-${each.key}-*"
      },
      {
        Sid      = "Boundary"
        Effect   = "Allow"
        Action   = ["iam:CreatePolicy", "iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion", "iam:TagPolicy", "iam:UntagPolicy"]
        Resource = "arn:aws:iam::${local.account_id}:policy/${var.pipeline}-${each.key}-boundary"
      },
    ]
  })
}
