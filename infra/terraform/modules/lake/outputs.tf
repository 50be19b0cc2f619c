# SPDX-License-Identifier: Apache-2.0
# Known only once the bucket may be used: with its policy and its lock against the public.
output "bucket_names" {
  description = "The buckets by zone."
  value       = { for zone, bucket in aws_s3_bucket.zone : zone => bucket.bucket }
  depends_on  = [aws_s3_bucket_policy.zone, aws_s3_bucket_public_access_block.zone]
}
