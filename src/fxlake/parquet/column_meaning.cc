// SPDX-License-Identifier: Apache-2.0
#include <cstring>

#include "fxlake/parquet/footer.h"

namespace fxlake::parquet {
namespace {

// The logical type of a column, from either kind of annotation; most writers write both, consistently.
enum class Meaning { none, string, decimal, date, timestamp, integer };

Result<Meaning> MeaningOf(const SchemaElement& element) {
  switch (static_cast<Logical>(element.logical)) {
    case Logical::none: break;
    case Logical::string: return Meaning::string;
    case Logical::decimal: return Meaning::decimal;
    case Logical::date: return Meaning::date;
    case Logical::timestamp:
      if (!element.logical_utc) return InvalidInput("timestamps that are not in UTC are not supported");
      if (element.logical_unit != 2)
        return InvalidInput("timestamps in units other than microseconds are not supported");
      return Meaning::timestamp;
    case Logical::integer:
      if (!element.logical_signed) return InvalidInput("unsigned integers are not supported");
      return Meaning::integer;
    default: return InvalidInput("the type " + NameOfLogical(element.logical) + " is not supported");
  }
  if (!element.converted) return Meaning::none;
  switch (static_cast<Converted>(*element.converted)) {
    case Converted::utf8: return Meaning::string;
    case Converted::decimal: return Meaning::decimal;
    case Converted::date: return Meaning::date;
    case Converted::timestamp_micros: return Meaning::timestamp;
    case Converted::int8:
    case Converted::int16:
    case Converted::int32:
    case Converted::int64: return Meaning::integer;
  }
  return InvalidInput("the type " + NameOfConverted(*element.converted) + " is not supported");
}

Result<Type> DecimalOf(const SchemaElement& element, Physical physical) {
  const auto type = Type::Decimal(element.precision, element.scale);
  if (type.precision < 1 || type.scale < 0 || type.scale > type.precision)
    return Corrupt("there is no " + type.ToString());
  if (type.precision > 18)
    return InvalidInput("decimals of more than 18 digits are not supported: " + type.ToString());
  if (physical == Physical::int32 && type.precision > 9)
    return Corrupt(type.ToString() + " does not fit 32 bits");
  return type;
}

}  // namespace

ColumnLayout LayoutOf(const Type& type) {
  switch (type.kind) {
    case Type::Kind::string: return {Physical::byte_array};
    case Type::Kind::date: return {Physical::int32};
    case Type::Kind::decimal:
    case Type::Kind::timestamp:
    case Type::Kind::int64: break;
  }
  return {Physical::int64};
}

Result<ReadColumn> Interpret(const SchemaElement& element) {
  if (!element.physical) return Corrupt("it has no physical type");
  const auto physical = static_cast<Physical>(*element.physical);
  ASSIGN_OR_RETURN(const auto meaning, MeaningOf(element));
  const ColumnLayout layout{physical, element.width,
                            element.repetition == static_cast<std::int32_t>(Repetition::optional)};
  const bool whole = physical == Physical::int32 || physical == Physical::int64;
  const bool bytes = physical == Physical::byte_array || physical == Physical::fixed;
  if (physical == Physical::fixed && (element.width < 1 || element.width > 1 << 16))
    return Corrupt("its width is invalid");
  if (meaning == Meaning::string && physical == Physical::byte_array)
    return ReadColumn{Type::String(), layout};
  if (meaning == Meaning::date && physical == Physical::int32) return ReadColumn{Type::Date(), layout};
  if (meaning == Meaning::timestamp && physical == Physical::int64)
    return ReadColumn{Type::Timestamp(), layout};
  if ((meaning == Meaning::none || meaning == Meaning::integer) && whole)
    return ReadColumn{Type::Int64(), layout};
  if (meaning == Meaning::decimal && (whole || bytes)) {
    ASSIGN_OR_RETURN(const auto type, DecimalOf(element, physical));
    return ReadColumn{type, layout};
  }
  if (meaning == Meaning::none)
    return InvalidInput("the type " + NameOf(physical) + (bytes ? " without a logical type" : "") +
                        " is not supported");
  return Corrupt("its logical type does not match " + NameOf(physical));
}

std::optional<std::int64_t> DecodeBigEndian(std::string_view bytes) {
  if (bytes.empty()) return std::nullopt;
  const std::uint8_t sign = static_cast<std::uint8_t>(bytes.front()) >> 7 != 0 ? 0xFF : 0;
  for (; bytes.size() > 8; bytes.remove_prefix(1)) {
    if (static_cast<std::uint8_t>(bytes.front()) != sign) return std::nullopt;
  }
  auto value = sign != 0 ? ~std::uint64_t{0} : 0;
  for (const char byte : bytes) value = value << 8 | static_cast<std::uint8_t>(byte);
  const auto number = static_cast<std::int64_t>(value);
  if ((number < 0) != (sign != 0)) return std::nullopt;
  return number;
}

std::optional<ValueRange> DecodeRange(const EncodedRange& range, const Type& type,
                                      const ColumnLayout& layout) {
  if (type.kind == Type::Kind::string) return ValueRange{range.min, range.max};
  const auto number = [&](std::string_view bytes) -> std::optional<std::int64_t> {
    if (layout.physical == Physical::int64 && bytes.size() == 8) {
      std::int64_t value;
      std::memcpy(&value, bytes.data(), sizeof value);
      return value;
    }
    if (layout.physical == Physical::int32 && bytes.size() == 4) {
      std::int32_t value;
      std::memcpy(&value, bytes.data(), sizeof value);
      return value;
    }
    if (layout.physical == Physical::int32 || layout.physical == Physical::int64) return std::nullopt;
    return DecodeBigEndian(bytes);
  };
  const auto min = number(range.min), max = number(range.max);
  if (!min || !max) return std::nullopt;
  return ValueRange{*min, *max};
}

}  // namespace fxlake::parquet
