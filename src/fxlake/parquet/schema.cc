// SPDX-License-Identifier: Apache-2.0
#include "fxlake/parquet/schema.h"

#include <simdjson.h>

#include <set>

namespace fxlake::parquet {

std::string Type::ToString() const {
  switch (kind) {
    case Kind::string: return "string";
    case Kind::decimal: return "decimal(" + std::to_string(precision) + "," + std::to_string(scale) + ")";
    case Kind::date: return "date";
    case Kind::timestamp: return "timestamp";
    case Kind::int64: return "int64";
  }
  return "";
}

std::optional<std::size_t> Schema::Find(std::string_view name) const {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == name) return i;
  }
  return std::nullopt;
}

Result<void> Schema::Check() const {
  if (fields.empty()) return InvalidInput("a table needs at least one column");
  std::set<std::string_view> names;
  for (const auto& [name, type, id] : fields) {
    if (name.empty() || !simdjson::validate_utf8(name))
      return InvalidInput("a column's name is empty or not UTF-8");
    if (!names.insert(name).second) return InvalidInput("two columns are named \"" + name + "\"");
    if (type.kind != Type::Kind::decimal) continue;
    if (type.precision < 1 || type.precision > 18 || type.scale < 0 || type.scale > type.precision) {
      return InvalidInput("column \"" + name +
                          "\": only decimals of up to 18 digits are possible: " + type.ToString());
    }
  }
  return {};
}

}  // namespace fxlake::parquet
