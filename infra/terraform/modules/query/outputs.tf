# SPDX-License-Identifier: Apache-2.0
output "database" {
  description = "The Glue database."
  value       = aws_glue_catalog_database.lake.name
  depends_on  = [aws_glue_catalog_table.table, aws_glue_catalog_table.iceberg]
}

output "workgroup" {
  description = "The Athena workgroup."
  value       = aws_athena_workgroup.lake.name
}
