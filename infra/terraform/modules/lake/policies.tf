# SPDX-License-Identifier: Apache-2.0
locals {
  bucket_arns = { for zone in keys(local.lifecycle) : zone => "arn:${var.context.partition}:s3:::${var.names.buckets[zone]}" }
  trail_arn   = "arn:${var.context.partition}:cloudtrail:${var.context.region}:${var.context.account_id}:trail/${var.names.trail}"

  tls_only = { for zone, arn in local.bucket_arns : zone => [
    {
      Sid       = "TlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [arn, "${arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    },
    {
      Sid       = "RecentTls"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [arn, "${arn}/*"]
      Condition = { NumericLessThan = { "s3:TlsVersion" = "1.2" } }
    },
  ] }

  deliveries = {
    trail = [
      {
        Sid       = "TrailLooks"
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:GetBucketAcl"
        Resource  = local.bucket_arns["trail"]
        Condition = { StringEquals = { "aws:SourceArn" = local.trail_arn } }
      },
      {
        Sid       = "TrailWrites"
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = "${local.bucket_arns["trail"]}/AWSLogs/${var.context.account_id}/*"
        Condition = { StringEquals = { "aws:SourceArn" = local.trail_arn, "s3:x-amz-acl" = "bucket-owner-full-control" } }
      },
    ]
    logs = [
      {
        Sid       = "AccessLogs"
        Effect    = "Allow"
        Principal = { Service = "logging.s3.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = "${local.bucket_arns["logs"]}/*"
        Condition = {
          ArnLike      = { "aws:SourceArn" = [for zone, arn in local.bucket_arns : arn if zone != "logs"] }
          StringEquals = { "aws:SourceAccount" = var.context.account_id }
        }
      },
    ]
  }
}

resource "aws_s3_bucket_policy" "zone" {
  for_each = local.lifecycle

  bucket     = aws_s3_bucket.zone[each.key].id
  depends_on = [aws_s3_bucket_public_access_block.zone]

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = concat(local.tls_only[each.key], lookup(local.deliveries, each.key, []))
  })
}
