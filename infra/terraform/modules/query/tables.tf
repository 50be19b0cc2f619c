# SPDX-License-Identifier: Apache-2.0
# The two tables of docs/formats/lake.md. Partitions are projected, so a new year needs neither a crawler nor an API call.
locals {
  columns = [
    { name = "base_currency", type = "string", comment = "ISO 4217: 1 base = rate target" },
    { name = "target_currency", type = "string", comment = "ISO 4217" },
    { name = "rate", type = "decimal(18,10)", comment = "Exact, in the direction in which the source publishes" },
    { name = "date", type = "date", comment = "The day that the source gives it for" },
    { name = "recorded_at", type = "timestamp", comment = "When FXLake fetched it, UTC" },
    { name = "raw_object", type = "string", comment = "Key of the raw object that it came from" },
  ]

  tables = {
    exchange_rates = {
      description = "The latest value of every rate"
      columns     = local.columns
    }
    exchange_rates_revisions = {
      description = "Superseded values"
      columns     = concat(local.columns, [{ name = "superseded_at", type = "timestamp", comment = "When another value took its place, UTC" }])
    }
  }
}

# The same tables as Apache Iceberg tables (docs/formats/iceberg.md). Which metadata file counts is moved by each commit; here it begins with
# the one that the first commit writes.
resource "aws_glue_catalog_table" "iceberg" {
  for_each = local.tables

  name          = "${each.key}_iceberg"
  database_name = aws_glue_catalog_database.lake.name
  description   = "${each.value.description}, with snapshots"
  table_type    = "EXTERNAL_TABLE"

  parameters = {
    "EXTERNAL"          = "TRUE"
    "table_type"        = "ICEBERG"
    "metadata_location" = "s3://${var.processed_bucket}/tables/${each.key}/metadata/v1.metadata.json"
  }

  storage_descriptor {
    location = "s3://${var.processed_bucket}/tables/${each.key}"

    dynamic "columns" {
      for_each = concat(each.value.columns, [{ name = "source", type = "string", comment = "Who published it" }])

      content {
        name    = columns.value.name
        type    = columns.value.type
        comment = columns.value.comment
      }
    }
  }

  lifecycle {
    ignore_changes = [parameters]
  }
}

resource "aws_glue_catalog_database" "lake" {
  name        = var.names.database
  description = "Foreign-exchange rates of ${var.context.prefix}"
}

resource "aws_glue_catalog_table" "table" {
  for_each = local.tables

  name          = each.key
  database_name = aws_glue_catalog_database.lake.name
  description   = each.value.description
  table_type    = "EXTERNAL_TABLE"

  parameters = {
    "EXTERNAL"                  = "TRUE"
    "classification"            = "parquet"
    "projection.enabled"        = "true"
    "projection.source.type"    = "enum"
    "projection.source.values"  = join(",", var.sources)
    "projection.year.type"      = "integer"
    "projection.year.range"     = "1950,2050"
    "storage.location.template" = "s3://${var.processed_bucket}/processed/${each.key}/source=$${source}/year=$${year}/"
  }

  partition_keys {
    name    = "source"
    type    = "string"
    comment = "Who published it"
  }

  partition_keys {
    name    = "year"
    type    = "int"
    comment = "Of the date"
  }

  storage_descriptor {
    location      = "s3://${var.processed_bucket}/processed/${each.key}/"
    input_format  = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat"

    ser_de_info {
      serialization_library = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
      parameters            = { "serialization.format" = "1" }
    }

    dynamic "columns" {
      for_each = each.value.columns

      content {
        name    = columns.value.name
        type    = columns.value.type
        comment = columns.value.comment
      }
    }
  }
}
