// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/duckdb_type.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace fxlake::query {
namespace {

using abi::Type;

struct KnownType {
  Type id;
  const char* name;
  ValueKind kind;
};

constexpr KnownType kKnownTypes[] = {
    {Type::boolean, "BOOLEAN", ValueKind::boolean},
    {Type::tinyint, "TINYINT", ValueKind::integer},
    {Type::smallint, "SMALLINT", ValueKind::integer},
    {Type::integer, "INTEGER", ValueKind::integer},
    {Type::bigint, "BIGINT", ValueKind::integer},
    {Type::hugeint, "HUGEINT", ValueKind::integer},
    {Type::utinyint, "UTINYINT", ValueKind::integer},
    {Type::usmallint, "USMALLINT", ValueKind::integer},
    {Type::uinteger, "UINTEGER", ValueKind::integer},
    {Type::ubigint, "UBIGINT", ValueKind::integer},
    {Type::uhugeint, "UHUGEINT", ValueKind::integer},
    {Type::real, "FLOAT", ValueKind::real},
    {Type::double_precision, "DOUBLE", ValueKind::real},
    {Type::decimal, "DECIMAL", ValueKind::decimal},
    {Type::varchar, "VARCHAR", ValueKind::text},
    {Type::enumeration, "ENUM", ValueKind::text},
    {Type::uuid, "UUID", ValueKind::text},
    {Type::date, "DATE", ValueKind::date},
    {Type::timestamp, "TIMESTAMP", ValueKind::timestamp},
    {Type::timestamp_s, "TIMESTAMP_S", ValueKind::timestamp},
    {Type::timestamp_ms, "TIMESTAMP_MS", ValueKind::timestamp},
    {Type::timestamp_ns, "TIMESTAMP_NS", ValueKind::timestamp},
    {Type::timestamp_tz, "TIMESTAMP WITH TIME ZONE", ValueKind::timestamp},
    {Type::time, "TIME", ValueKind::other},
    {Type::interval, "INTERVAL", ValueKind::other},
    {Type::blob, "BLOB", ValueKind::other},
    {Type::list, "LIST", ValueKind::other},
    {Type::array, "ARRAY", ValueKind::other},
    {Type::structure, "STRUCT", ValueKind::other},
    {Type::map, "MAP", ValueKind::other},
    {Type::null, "NULL", ValueKind::other},
};

const KnownType* Find(Type id) {
  const auto* found = std::ranges::find(kKnownTypes, id, &KnownType::id);
  return found == std::end(kKnownTypes) ? nullptr : found;
}

// Takes a text that the library allocated.
std::string Take(const DuckDbLibrary& library, char* text) {
  std::string copy = text;
  library.free(text);
  return copy;
}

Result<void> AddChild(const DuckDbLibrary& library, DuckDbType& parent, abi::LogicalType child) {
  auto described = DescribeDuckDbType(library, child);
  library.destroy_logical_type(&child);
  if (!described) return described.error();
  parent.children.push_back(*std::move(described));
  return {};
}

}  // namespace

Result<DuckDbType> DescribeDuckDbType(const DuckDbLibrary& library, abi::LogicalType type) {
  DuckDbType described;
  described.id = library.get_type_id(type);
  if (Find(described.id) == nullptr) {
    return InvalidInput(fmt::format("its DuckDB type (number {}) has no text form here: cast it to VARCHAR",
                                    static_cast<int>(described.id)));
  }
  switch (described.id) {
    case Type::decimal:
      described.width = library.decimal_width(type);
      described.scale = library.decimal_scale(type);
      described.physical = library.decimal_internal_type(type);
      break;
    case Type::enumeration:
      described.physical = library.enum_internal_type(type);
      for (std::uint32_t i = 0; i < library.enum_dictionary_size(type); ++i) {
        described.names.push_back(Take(library, library.enum_dictionary_value(type, i)));
      }
      break;
    case Type::list: RETURN_IF_ERROR(AddChild(library, described, library.list_type_child_type(type))); break;
    case Type::array:
      described.array_size = library.array_type_array_size(type);
      RETURN_IF_ERROR(AddChild(library, described, library.array_type_child_type(type)));
      break;
    case Type::map:
      RETURN_IF_ERROR(AddChild(library, described, library.map_type_key_type(type)));
      RETURN_IF_ERROR(AddChild(library, described, library.map_type_value_type(type)));
      break;
    case Type::structure:
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
    case Type::decimal: return fmt::format("DECIMAL({},{})", width, scale);
    case Type::list: return children[0].Name() + "[]";
    case Type::array: return fmt::format("{}[{}]", children[0].Name(), array_size);
    case Type::map: return fmt::format("MAP({}, {})", children[0].Name(), children[1].Name());
    case Type::structure: {
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
