// SPDX-License-Identifier: Apache-2.0
// The records of manifest lists and manifests, format version 2 (Apache Iceberg table specification).
#include "fxlake/iceberg/schema.h"

namespace fxlake::iceberg {
namespace {

Json Required(const char* name, int id, Json type) {
  return JsonObject({{"name", name}, {"type", std::move(type)}, {"field-id", id}});
}

Json Optional(const char* name, int id, Json type) {
  return JsonObject({{"name", name},
                     {"type", Json::Array{"null", std::move(type)}},
                     {"default", nullptr},
                     {"field-id", id}});
}

Json Record(const char* name, Json::Array fields) {
  return JsonObject({{"type", "record"}, {"name", name}, {"fields", std::move(fields)}});
}

Json List(int element_id, Json items) {
  return JsonObject({{"type", "array"}, {"items", std::move(items)}, {"element-id", element_id}});
}

// Avro's maps have texts as keys only: by numbers they are lists of pairs.
Json MapById(int key_id, int value_id, const char* value) {
  const auto name = "k" + std::to_string(key_id) + "_v" + std::to_string(value_id);
  return JsonObject({{"type", "array"},
                     {"logicalType", "map"},
                     {"items", Record(name.c_str(), {Required("key", key_id, "int"),
                                                     Required("value", value_id, value)})}});
}

}  // namespace

const Json& ManifestListSchema() {
  static const Json kSchema =
      Record("manifest_file",
             {Required("manifest_path", 500, "string"), Required("manifest_length", 501, "long"),
              Required("partition_spec_id", 502, "int"), Required("content", 517, "int"),
              Required("sequence_number", 515, "long"), Required("min_sequence_number", 516, "long"),
              Required("added_snapshot_id", 503, "long"), Required("added_files_count", 504, "int"),
              Required("existing_files_count", 505, "int"), Required("deleted_files_count", 506, "int"),
              Required("added_rows_count", 512, "long"), Required("existing_rows_count", 513, "long"),
              Required("deleted_rows_count", 514, "long"),
              Optional("partitions", 507,
                       List(508, Record("r508", {Required("contains_null", 509, "boolean"),
                                                 Optional("contains_nan", 518, "boolean"),
                                                 Optional("lower_bound", 510, "bytes"),
                                                 Optional("upper_bound", 511, "bytes")})))});
  return kSchema;
}

Json ManifestEntrySchema(const TableSchema& schema) {
  const auto year = std::string(kYearField);
  auto partition = Record("r102", {Optional(schema.group.c_str(), kGroupFieldId, "string"),
                                   Optional(year.c_str(), kYearFieldId, "int")});
  auto data_file =
      Record("r2", {Required("content", 134, "int"), Required("file_path", 100, "string"),
                    Required("file_format", 101, "string"), Required("partition", 102, std::move(partition)),
                    Required("record_count", 103, "long"), Required("file_size_in_bytes", 104, "long"),
                    Optional("value_counts", 109, MapById(119, 120, "long")),
                    Optional("null_value_counts", 110, MapById(121, 122, "long")),
                    Optional("lower_bounds", 125, MapById(126, 127, "bytes")),
                    Optional("upper_bounds", 128, MapById(129, 130, "bytes")),
                    Optional("sort_order_id", 140, "int")});
  return Record("manifest_entry",
                {Required("status", 0, "int"), Optional("snapshot_id", 1, "long"),
                 Optional("sequence_number", 3, "long"), Optional("file_sequence_number", 4, "long"),
                 Required("data_file", 2, std::move(data_file))});
}

}  // namespace fxlake::iceberg
