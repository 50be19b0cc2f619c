# SPDX-License-Identifier: Apache-2.0
# Available only after the bucket has its policy and public access block.
output "bucket_names" {
  description = "The buckets by zone."
  value       = { for zone, bucket in aws_s3_bucket.zone : zone => bucket.bucket }
  depends_on  = [aws_s3_bucket_policy.zone, aws_s3_bucket_public_access_block.zone]
}
