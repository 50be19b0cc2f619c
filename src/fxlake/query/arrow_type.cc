// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/arrow_type.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>

namespace fxlake::query {
namespace {

using Kind = ArrowType::Kind;

struct NamedInteger {
  std::string_view name;
  int bits;
  bool is_signed;
};

constexpr NamedInteger kIntegers[] = {
    {"TINYINT", 8, true},     {"SMALLINT", 16, true},  {"INTEGER", 32, true},
    {"INT", 32, true},        {"BIGINT", 64, true},    {"UTINYINT", 8, false},
    {"USMALLINT", 16, false}, {"UINTEGER", 32, false}, {"UBIGINT", 64, false},
};

// "DECIMAL(18,10)" as {18, 10}.
Result<ArrowType> DecimalType(const Column& column) {
  ArrowType type{.kind = Kind::decimal, .precision = 38, .scale = 18};
  const auto open = column.type.find('('), comma = column.type.find(',');
  if (open == std::string::npos) return type;
  const auto* const end = column.type.data() + column.type.size();
  std::from_chars(column.type.data() + open + 1, end, type.precision);
  type.scale = 0;
  if (comma != std::string::npos) {
    const auto digits = column.type.find_first_not_of(' ', comma + 1);
    std::from_chars(column.type.data() + std::min(digits, column.type.size()), end, type.scale);
  }
  if (type.precision < 1 || type.precision > 38 || type.scale < 0 || type.scale > type.precision)
    return InvalidInput(
        fmt::format("writing Arrow: column \"{}\" is {}; a decimal has 1 to 38 digits: cast it", column.name,
                    column.type));
  return type;
}

}  // namespace

Result<ArrowType> ArrowTypeOf(const Column& column) {
  switch (column.kind) {
    case ValueKind::boolean: return ArrowType{.kind = Kind::boolean};
    case ValueKind::integer: {
      const auto* found = std::ranges::find(kIntegers, column.type, &NamedInteger::name);
      if (found != std::end(kIntegers))
        return ArrowType{.kind = Kind::integer, .bits = found->bits, .is_signed = found->is_signed};
      if (column.type.ends_with("HUGEINT")) return ArrowType{.kind = Kind::decimal, .precision = 38};
      return ArrowType{.kind = Kind::integer, .bits = 64};
    }
    case ValueKind::decimal: return DecimalType(column);
    case ValueKind::real: {
      const bool single = column.type == "FLOAT" || column.type == "REAL";
      return ArrowType{.kind = Kind::real, .bits = single ? 32 : 64};
    }
    case ValueKind::date: return ArrowType{.kind = Kind::date};
    case ValueKind::timestamp:
      return ArrowType{.kind = Kind::timestamp,
                       .utc = column.type.ends_with("WITH TIME ZONE"),
                       .nanoseconds = column.type == "TIMESTAMP_NS"};
    case ValueKind::text:
    case ValueKind::other: break;
  }
  return ArrowType{};
}

}  // namespace fxlake::query
