// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/duckdb_vector.h"

#include <fmt/format.h>

#include <iterator>

#include "fxlake/query/duckdb_text.h"

namespace fxlake::query {

using abi::Type;

DuckDbVector::DuckDbVector(const DuckDbLibrary& library, const DuckDbType& type, abi::Vector vector)
    : type_(type), data_(library.vector_get_data(vector)), validity_(library.vector_get_validity(vector)) {
  switch (type.id) {
    case Type::list:
      children_.emplace_back(library, type.children[0], library.list_vector_get_child(vector));
      break;
    case Type::array:
      children_.emplace_back(library, type.children[0], library.array_vector_get_child(vector));
      break;
    case Type::map: {
      // A map is a list of structs of key and value.
      const abi::Vector entries = library.list_vector_get_child(vector);
      for (std::uint64_t i = 0; i < 2; ++i)
        children_.emplace_back(library, type.children[i], library.struct_vector_get_child(entries, i));
      break;
    }
    case Type::structure:
      children_.reserve(type.children.size());
      for (std::uint64_t i = 0; i < type.children.size(); ++i) {
        children_.emplace_back(library, type.children[i], library.struct_vector_get_child(vector, i));
      }
      break;
    default: break;
  }
}

__int128 DuckDbVector::IntegerAt(Type type, std::uint64_t row) const {
  switch (type) {
    case Type::tinyint: return At<std::int8_t>(row);
    case Type::smallint: return At<std::int16_t>(row);
    case Type::integer: return At<std::int32_t>(row);
    case Type::bigint: return At<std::int64_t>(row);
    case Type::utinyint: return At<std::uint8_t>(row);
    case Type::usmallint: return At<std::uint16_t>(row);
    case Type::uinteger: return At<std::uint32_t>(row);
    case Type::ubigint: return At<std::uint64_t>(row);
    default: return At<__int128>(row);
  }
}

void DuckDbVector::AppendText(std::uint64_t row, std::string& out) const {
  switch (type_.id) {
    case Type::boolean: out += At<bool>(row) ? "true" : "false"; break;
    case Type::tinyint:
    case Type::smallint:
    case Type::integer:
    case Type::bigint:
    case Type::utinyint:
    case Type::usmallint:
    case Type::uinteger:
    case Type::ubigint:
    case Type::hugeint: AppendInteger(IntegerAt(type_.id, row), out); break;
    case Type::uhugeint: AppendUnsigned(At<unsigned __int128>(row), out); break;
    case Type::real: AppendReal(At<float>(row), out); break;
    case Type::double_precision: AppendReal(At<double>(row), out); break;
    case Type::decimal: AppendDecimal(IntegerAt(type_.physical, row), type_.scale, out); break;
    case Type::varchar: {
      const auto& text = At<abi::InlineText>(row);
      out.append(text.data(), text.length());
      break;
    }
    case Type::blob: {
      const auto& bytes = At<abi::InlineText>(row);
      AppendBlob({bytes.data(), bytes.length()}, out);
      break;
    }
    case Type::enumeration:
      out += type_.names[static_cast<std::size_t>(IntegerAt(type_.physical, row))];
      break;
    case Type::uuid: AppendUuid(At<unsigned __int128>(row), out); break;
    case Type::date: AppendDate(At<std::int32_t>(row), out); break;
    case Type::time: AppendTime(At<std::uint64_t>(row), out); break;
    case Type::timestamp: AppendTimestamp(At<std::int64_t>(row), 1'000'000, false, out); break;
    case Type::timestamp_tz: AppendTimestamp(At<std::int64_t>(row), 1'000'000, true, out); break;
    case Type::timestamp_s: AppendTimestamp(At<std::int64_t>(row), 1, false, out); break;
    case Type::timestamp_ms: AppendTimestamp(At<std::int64_t>(row), 1'000, false, out); break;
    case Type::timestamp_ns: AppendTimestamp(At<std::int64_t>(row), 1'000'000'000, false, out); break;
    case Type::interval: AppendInterval(At<abi::Interval>(row), out); break;
    default: AppendNested(row, out); break;
  }
}

void DuckDbVector::AppendNested(std::uint64_t row, std::string& out) const {
  if (type_.id == Type::structure) {
    out += '{';
    for (std::size_t i = 0; i < children_.size(); ++i) {
      fmt::format_to(std::back_inserter(out), "{}'{}': ", i == 0 ? "" : ", ", type_.names[i]);
      AppendChild(i, row, out);
    }
    out += '}';
    return;
  }
  const bool is_map = type_.id == Type::map;
  const auto entry = type_.id == Type::array ? abi::ListEntry{row * type_.array_size, type_.array_size}
                                             : At<abi::ListEntry>(row);
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
