// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/duckdb_vector.h"

#include <fmt/format.h>

#include <iterator>

#include "fxlake/query/duckdb_text.h"

namespace fxlake::query {
namespace {

std::string_view TextOf(const duckdb_string_t& text) {
  const auto& inlined = text.value.inlined;
  return {inlined.length <= sizeof(inlined.inlined) ? inlined.inlined : text.value.pointer.ptr,
          inlined.length};
}

}  // namespace

DuckDbVector::DuckDbVector(const DuckDbLibrary& library, const DuckDbType& type, duckdb_vector vector)
    : type_(type), data_(library.vector_get_data(vector)), validity_(library.vector_get_validity(vector)) {
  switch (type.id) {
    case DUCKDB_TYPE_LIST:
      children_.emplace_back(library, type.children[0], library.list_vector_get_child(vector));
      break;
    case DUCKDB_TYPE_ARRAY:
      children_.emplace_back(library, type.children[0], library.array_vector_get_child(vector));
      break;
    case DUCKDB_TYPE_MAP: {
      // A map is a list of structs of key and value.
      const duckdb_vector entries = library.list_vector_get_child(vector);
      for (std::uint64_t i = 0; i < 2; ++i)
        children_.emplace_back(library, type.children[i], library.struct_vector_get_child(entries, i));
      break;
    }
    case DUCKDB_TYPE_STRUCT:
      children_.reserve(type.children.size());
      for (std::uint64_t i = 0; i < type.children.size(); ++i) {
        children_.emplace_back(library, type.children[i], library.struct_vector_get_child(vector, i));
      }
      break;
    default: break;
  }
}

__int128 DuckDbVector::IntegerAt(duckdb_type type, std::uint64_t row) const {
  switch (type) {
    case DUCKDB_TYPE_TINYINT: return At<std::int8_t>(row);
    case DUCKDB_TYPE_SMALLINT: return At<std::int16_t>(row);
    case DUCKDB_TYPE_INTEGER: return At<std::int32_t>(row);
    case DUCKDB_TYPE_BIGINT: return At<std::int64_t>(row);
    case DUCKDB_TYPE_UTINYINT: return At<std::uint8_t>(row);
    case DUCKDB_TYPE_USMALLINT: return At<std::uint16_t>(row);
    case DUCKDB_TYPE_UINTEGER: return At<std::uint32_t>(row);
    case DUCKDB_TYPE_UBIGINT: return At<std::uint64_t>(row);
    default: return At<__int128>(row);
  }
}

void DuckDbVector::AppendText(std::uint64_t row, std::string& out) const {
  switch (type_.id) {
    case DUCKDB_TYPE_BOOLEAN: out += At<bool>(row) ? "true" : "false"; break;
    case DUCKDB_TYPE_TINYINT:
    case DUCKDB_TYPE_SMALLINT:
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_UTINYINT:
    case DUCKDB_TYPE_USMALLINT:
    case DUCKDB_TYPE_UINTEGER:
    case DUCKDB_TYPE_UBIGINT:
    case DUCKDB_TYPE_HUGEINT: AppendInteger(IntegerAt(type_.id, row), out); break;
    case DUCKDB_TYPE_UHUGEINT: AppendUnsigned(At<unsigned __int128>(row), out); break;
    case DUCKDB_TYPE_FLOAT: AppendReal(At<float>(row), out); break;
    case DUCKDB_TYPE_DOUBLE: AppendReal(At<double>(row), out); break;
    case DUCKDB_TYPE_DECIMAL: AppendDecimal(IntegerAt(type_.physical, row), type_.scale, out); break;
    case DUCKDB_TYPE_VARCHAR: out += TextOf(At<duckdb_string_t>(row)); break;
    case DUCKDB_TYPE_BLOB: AppendBlob(TextOf(At<duckdb_string_t>(row)), out); break;
    case DUCKDB_TYPE_ENUM:
      out += type_.names[static_cast<std::size_t>(IntegerAt(type_.physical, row))];
      break;
    case DUCKDB_TYPE_UUID: AppendUuid(At<unsigned __int128>(row), out); break;
    case DUCKDB_TYPE_DATE: AppendDate(At<std::int32_t>(row), out); break;
    case DUCKDB_TYPE_TIME: AppendTime(At<std::uint64_t>(row), out); break;
    case DUCKDB_TYPE_TIMESTAMP: AppendTimestamp(At<std::int64_t>(row), 1'000'000, false, out); break;
    case DUCKDB_TYPE_TIMESTAMP_TZ: AppendTimestamp(At<std::int64_t>(row), 1'000'000, true, out); break;
    case DUCKDB_TYPE_TIMESTAMP_S: AppendTimestamp(At<std::int64_t>(row), 1, false, out); break;
    case DUCKDB_TYPE_TIMESTAMP_MS: AppendTimestamp(At<std::int64_t>(row), 1'000, false, out); break;
    case DUCKDB_TYPE_TIMESTAMP_NS: AppendTimestamp(At<std::int64_t>(row), 1'000'000'000, false, out); break;
    case DUCKDB_TYPE_INTERVAL: AppendInterval(At<duckdb_interval>(row), out); break;
    default: AppendNested(row, out); break;
  }
}

void DuckDbVector::AppendNested(std::uint64_t row, std::string& out) const {
  if (type_.id == DUCKDB_TYPE_STRUCT) {
    out += '{';
    for (std::size_t i = 0; i < children_.size(); ++i) {
      fmt::format_to(std::back_inserter(out), "{}'{}': ", i == 0 ? "" : ", ", type_.names[i]);
      AppendChild(i, row, out);
    }
    out += '}';
    return;
  }
  const bool is_map = type_.id == DUCKDB_TYPE_MAP;
  const auto entry = type_.id == DUCKDB_TYPE_ARRAY
                         ? duckdb_list_entry{row * type_.array_size, type_.array_size}
                         : At<duckdb_list_entry>(row);
  out += is_map ? '{' : '[';
  for (std::uint64_t i = entry.offset; i < entry.offset + entry.length; ++i) {
    if (i != entry.offset) out += ", ";
    AppendChild(0, i, out);
    if (!is_map) continue;
    out += '=';
    AppendChild(1, i, out);
  }
  out += is_map ? '}' : ']';
}

void DuckDbVector::AppendChild(std::size_t child, std::uint64_t row, std::string& out) const {
  if (children_[child].IsNull(row)) {
    out += "NULL";
  } else {
    children_[child].AppendText(row, out);
  }
}

}  // namespace fxlake::query
