# SPDX-License-Identifier: Apache-2.0
# Six buckets without public access or plain HTTP, encrypted and versioned. They differ in retention.
locals {
  lifecycle = {
    # Raw objects are the source of truth and never expire. S3 does not move objects under 128 kB to another storage class.
    raw = [{ id = "old-bodies", prefix = "raw/", cold_days = 90, expire_days = null, noncurrent_days = 90 }]
    processed = [
      { id = "replaced-partitions", prefix = "", cold_days = null, expire_days = null, noncurrent_days = 30 },
      { id = "run-reports", prefix = "runs/", cold_days = null, expire_days = 730, noncurrent_days = 30 },
      { id = "exports", prefix = "exports/", cold_days = null, expire_days = 30, noncurrent_days = 1 },
    ]
    results   = [{ id = "answers", prefix = "", cold_days = null, expire_days = 14, noncurrent_days = 1 }]
    artifacts = [{ id = "replaced-programs", prefix = "", cold_days = null, expire_days = null, noncurrent_days = 90 }]
    trail     = [{ id = "audit", prefix = "", cold_days = 90, expire_days = 400, noncurrent_days = 30 }]
    logs      = [{ id = "access-logs", prefix = "", cold_days = null, expire_days = 90, noncurrent_days = 1 }]
  }
}

resource "aws_s3_bucket" "zone" {
  for_each = local.lifecycle

  bucket        = var.names.buckets[each.key]
  force_destroy = var.force_destroy
  tags          = { Zone = each.key }
}

resource "aws_s3_bucket_public_access_block" "zone" {
  for_each = local.lifecycle

  bucket                  = aws_s3_bucket.zone[each.key].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "zone" {
  for_each = local.lifecycle

  bucket = aws_s3_bucket.zone[each.key].id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_versioning" "zone" {
  for_each = local.lifecycle

  bucket = aws_s3_bucket.zone[each.key].id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "zone" {
  for_each = local.lifecycle

  bucket = aws_s3_bucket.zone[each.key].id

  rule {
    bucket_key_enabled = var.context.own_key && each.key != "logs"

    apply_server_side_encryption_by_default {
      # S3 cannot deliver access logs to a bucket with a customer key.
      sse_algorithm     = var.context.own_key && each.key != "logs" ? "aws:kms" : "AES256"
      kms_master_key_id = each.key != "logs" ? var.context.key_arn : null
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "zone" {
  for_each = local.lifecycle

  bucket     = aws_s3_bucket.zone[each.key].id
  depends_on = [aws_s3_bucket_versioning.zone]

  rule {
    id     = "unfinished-uploads"
    status = "Enabled"

    filter {
      prefix = ""
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  dynamic "rule" {
    for_each = each.value

    content {
      id     = rule.value.id
      status = "Enabled"

      filter {
        prefix = rule.value.prefix
      }

      noncurrent_version_expiration {
        noncurrent_days = rule.value.noncurrent_days
      }

      dynamic "transition" {
        for_each = rule.value.cold_days == null ? [] : [rule.value.cold_days]

        content {
          days          = transition.value
          storage_class = "STANDARD_IA"
        }
      }

      dynamic "expiration" {
        for_each = rule.value.expire_days == null ? [] : [rule.value.expire_days]

        content {
          days = expiration.value
        }
      }
    }
  }
}

resource "aws_s3_bucket_logging" "zone" {
  for_each = { for zone, rules in local.lifecycle : zone => rules if zone != "logs" }

  bucket        = aws_s3_bucket.zone[each.key].id
  target_bucket = aws_s3_bucket.zone["logs"].id
  target_prefix = "${each.key}/"
}
