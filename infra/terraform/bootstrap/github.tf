# SPDX-License-Identifier: Apache-2.0
# GitHub's workflows assume a role for an hour with a signed token; no key is stored. A role can be assumed only by a job in the GitHub
# environment of the same name, with its approval rules, that runs on the branch from which deployments are made. Plans use a role that
# reads.
locals {
  deployers = var.repository == null ? toset([]) : var.environments
  planners  = var.repository == null ? toset([]) : toset([for environment in var.environments : "${environment}-plan"])
  issuer    = "token.actions.githubusercontent.com"
}

# An account has one provider for each issuer: create_oidc_provider = false uses the one that another stack made.
resource "aws_iam_openid_connect_provider" "github" {
  count = var.repository != null && var.create_oidc_provider ? 1 : 0

  url            = "https://${local.issuer}"
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
      Principal = { Federated = "arn:${local.partition}:iam::${local.account_id}:oidc-provider/${local.issuer}" }
      Condition = {
        StringEquals = {
          "${local.issuer}:aud"         = "sts.amazonaws.com"
          "${local.issuer}:sub"         = "repo:${var.repository}:environment:${each.key}"
          "${local.issuer}:environment" = each.key
          "${local.issuer}:ref"         = "refs/heads/${var.branch}"
        }
      }
    }]
  })
}

resource "aws_iam_role_policy" "deploy" {
  for_each = local.deployers

  name = "deploy"
  role = aws_iam_role.workflow[each.key].id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat(local.deploy_statements[each.key], local.state_statements[each.key].write)
  })
}

resource "aws_iam_role_policy" "plan" {
  for_each = var.repository == null ? toset([]) : var.environments

  name = "plan"
  role = aws_iam_role.workflow["${each.key}-plan"].id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat(local.plan_statements[each.key], local.state_statements[each.key].read)
  })
}
