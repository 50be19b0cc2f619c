// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/duckdb_type.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace fxlake::query {
namespace {

struct KnownType {
  duckdb_type id;
  const char* name;
  ValueKind kind;
};

constexpr KnownType kKnownTypes[] = {
    {DUCKDB_TYPE_BOOLEAN, "BOOLEAN", ValueKind::boolean},
    {DUCKDB_TYPE_TINYINT, "TINYINT", ValueKind::integer},
    {DUCKDB_TYPE_SMALLINT, "SMALLINT", ValueKind::integer},
    {DUCKDB_TYPE_INTEGER, "INTEGER", ValueKind::integer},
    {DUCKDB_TYPE_BIGINT, "BIGINT", ValueKind::integer},
    {DUCKDB_TYPE_HUGEINT, "HUGEINT", ValueKind::integer},
    {DUCKDB_TYPE_UTINYINT, "UTINYINT", ValueKind::integer},
    {DUCKDB_TYPE_USMALLINT, "USMALLINT", ValueKind::integer},
    {DUCKDB_TYPE_UINTEGER, "UINTEGER", ValueKind::integer},
    {DUCKDB_TYPE_UBIGINT, "UBIGINT", ValueKind::integer},
    {DUCKDB_TYPE_UHUGEINT, "UHUGEINT", ValueKind::integer},
    {DUCKDB_TYPE_FLOAT, "FLOAT", ValueKind::real},
    {DUCKDB_TYPE_DOUBLE, "DOUBLE", ValueKind::real},
    {DUCKDB_TYPE_DECIMAL, "DECIMAL", ValueKind::decimal},
    {DUCKDB_TYPE_VARCHAR, "VARCHAR", ValueKind::text},
    {DUCKDB_TYPE_ENUM, "ENUM", ValueKind::text},
    {DUCKDB_TYPE_UUID, "UUID", ValueKind::text},
    {DUCKDB_TYPE_DATE, "DATE", ValueKind::date},
    {DUCKDB_TYPE_TIMESTAMP, "TIMESTAMP", ValueKind::timestamp},
    {DUCKDB_TYPE_TIMESTAMP_S, "TIMESTAMP_S", ValueKind::timestamp},
    {DUCKDB_TYPE_TIMESTAMP_MS, "TIMESTAMP_MS", ValueKind::timestamp},
    {DUCKDB_TYPE_TIMESTAMP_NS, "TIMESTAMP_NS", ValueKind::timestamp},
    {DUCKDB_TYPE_TIMESTAMP_TZ, "TIMESTAMP WITH TIME ZONE", ValueKind::timestamp},
    {DUCKDB_TYPE_TIME, "TIME", ValueKind::other},
    {DUCKDB_TYPE_INTERVAL, "INTERVAL", ValueKind::other},
    {DUCKDB_TYPE_BLOB, "BLOB", ValueKind::other},
    {DUCKDB_TYPE_LIST, "LIST", ValueKind::other},
    {DUCKDB_TYPE_ARRAY, "ARRAY", ValueKind::other},
    {DUCKDB_TYPE_STRUCT, "STRUCT", ValueKind::other},
    {DUCKDB_TYPE_MAP, "MAP", ValueKind::other},
    {DUCKDB_TYPE_SQLNULL, "NULL", ValueKind::other},
};

const KnownType* Find(duckdb_type id) {
  const auto* found = std::ranges::find(kKnownTypes, id, &KnownType::id);
  return found == std::end(kKnownTypes) ? nullptr : found;
}

// Copies and frees a text that the library allocated.
std::string Take(const DuckDbLibrary& library, char* text) {
  std::string copy = text;
  library.free(text);
  return copy;
}

Result<void> AddChild(const DuckDbLibrary& library, DuckDbType& parent, duckdb_logical_type child) {
  auto described = DescribeDuckDbType(library, child);
  library.destroy_logical_type(&child);
  if (!described) return described.error();
  parent.children.push_back(*std::move(described));
  return {};
}

}  // namespace

Result<DuckDbType> DescribeDuckDbType(const DuckDbLibrary& library, duckdb_logical_type type) {
  DuckDbType described;
  described.id = library.get_type_id(type);
  if (Find(described.id) == nullptr) {
    return InvalidInput(fmt::format("the DuckDB type number {} has no text format here: cast it to VARCHAR",
                                    static_cast<int>(described.id)));
  }
  switch (described.id) {
    case DUCKDB_TYPE_DECIMAL:
      described.width = library.decimal_width(type);
      described.scale = library.decimal_scale(type);
      described.physical = library.decimal_internal_type(type);
      break;
    case DUCKDB_TYPE_ENUM:
      described.physical = library.enum_internal_type(type);
      for (std::uint32_t i = 0; i < library.enum_dictionary_size(type); ++i) {
        described.names.push_back(Take(library, library.enum_dictionary_value(type, i)));
      }
      break;
    case DUCKDB_TYPE_LIST:
      RETURN_IF_ERROR(AddChild(library, described, library.list_type_child_type(type)));
      break;
    case DUCKDB_TYPE_ARRAY:
      described.array_size = library.array_type_array_size(type);
      RETURN_IF_ERROR(AddChild(library, described, library.array_type_child_type(type)));
      break;
    case DUCKDB_TYPE_MAP:
      RETURN_IF_ERROR(AddChild(library, described, library.map_type_key_type(type)));
      RETURN_IF_ERROR(AddChild(library, described, library.map_type_value_type(type)));
      break;
    case DUCKDB_TYPE_STRUCT:
      for (std::uint64_t i = 0; i < library.struct_type_child_count(type); ++i) {
        described.names.push_back(Take(library, library.struct_type_child_name(type, i)));
        RETURN_IF_ERROR(AddChild(library, described, library.struct_type_child_type(type, i)));
      }
      break;
    default: break;
  }
  return described;
}

std::string DuckDbType::Name() const {
  switch (id) {
    case DUCKDB_TYPE_DECIMAL: return fmt::format("DECIMAL({},{})", width, scale);
    case DUCKDB_TYPE_LIST: return children[0].Name() + "[]";
    case DUCKDB_TYPE_ARRAY: return fmt::format("{}[{}]", children[0].Name(), array_size);
    case DUCKDB_TYPE_MAP: return fmt::format("MAP({}, {})", children[0].Name(), children[1].Name());
    case DUCKDB_TYPE_STRUCT: {
      std::string fields;
      for (std::size_t i = 0; i < names.size(); ++i)
        fields += fmt::format("{}{} {}", i == 0 ? "" : ", ", names[i], children[i].Name());
      return fmt::format("STRUCT({})", fields);
    }
    default: return Find(id)->name;
  }
}

ValueKind DuckDbType::Kind() const { return Find(id)->kind; }

}  // namespace fxlake::query
