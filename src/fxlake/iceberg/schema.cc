// SPDX-License-Identifier: Apache-2.0
#include "fxlake/iceberg/schema.h"

#include <fmt/format.h>

namespace fxlake::iceberg {
namespace {

int IdOf(const TableSchema& schema, std::string_view column) {
  const auto place = schema.columns.Find(column);
  return place ? schema.columns.fields[*place].id : 0;
}

}  // namespace

std::string TypeName(const parquet::Type& type) {
  using Kind = parquet::Type::Kind;
  switch (type.kind) {
    case Kind::string: return "string";
    case Kind::decimal: return fmt::format("decimal({}, {})", type.precision, type.scale);
    case Kind::date: return "date";
    case Kind::timestamp: return "timestamptz";
    case Kind::int64: return "long";
  }
  return "";
}

Json SchemaJson(const TableSchema& schema) {
  Json fields = Json::EmptyArray();
  for (const auto& [name, type, id] : schema.columns.fields)
    fields.Append(JsonObject({{"id", id}, {"name", name}, {"required", true}, {"type", TypeName(type)}}));
  return JsonObject({{"type", "struct"}, {"schema-id", 0}, {"fields", std::move(fields)}});
}

Json PartitionFieldsJson(const TableSchema& schema) {
  return Json::Array{JsonObject({{"name", schema.group},
                                 {"transform", "identity"},
                                 {"source-id", IdOf(schema, schema.group)},
                                 {"field-id", kGroupFieldId}}),
                     JsonObject({{"name", kYearField},
                                 {"transform", "year"},
                                 {"source-id", IdOf(schema, schema.day)},
                                 {"field-id", kYearFieldId}})};
}

Json PartitionSpecJson(const TableSchema& schema) {
  return JsonObject({{"spec-id", 0}, {"fields", PartitionFieldsJson(schema)}});
}

Json SortOrderJson(const TableSchema& schema) {
  Json fields = Json::EmptyArray();
  for (const auto& column : schema.sorted_by)
    fields.Append(JsonObject({{"transform", "identity"},
                              {"source-id", IdOf(schema, column)},
                              {"direction", "asc"},
                              {"null-order", "nulls-first"}}));
  return JsonObject({{"order-id", kSortOrderId}, {"fields", std::move(fields)}});
}

Json NameMappingJson(const TableSchema& schema) {
  Json mapping = Json::EmptyArray();
  for (const auto& field : schema.columns.fields)
    mapping.Append(JsonObject({{"field-id", field.id}, {"names", Json::Array{field.name}}}));
  return mapping;
}

}  // namespace fxlake::iceberg
