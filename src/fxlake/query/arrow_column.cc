// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/arrow_column.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "fxlake/base/date.h"
#include "fxlake/base/instant.h"

namespace fxlake::query {
namespace {

using Kind = ArrowType::Kind;

constexpr std::size_t kDecimalBytes = 16;

std::size_t WidthOf(const ArrowType& type) {
  switch (type.kind) {
    case Kind::integer:
    case Kind::real: return static_cast<std::size_t>(type.bits / 8);
    case Kind::decimal: return kDecimalBytes;
    case Kind::date: return sizeof(std::int32_t);
    case Kind::timestamp: return sizeof(std::int64_t);
    case Kind::boolean:
    case Kind::text: break;
  }
  return 0;
}

template <typename Number>
bool Read(std::string_view text, Number& number) {
  const auto* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return read.ec == std::errc() && read.ptr == end;
}

}  // namespace

Error ArrowColumn::Unfit(std::string_view text) const {
  return InvalidInput(fmt::format(
      "writing Arrow: column \"{}\" has \"{}\", which its type has no value for: cast it in the query", name_,
      text));
}

void ArrowColumn::AppendBytes(const void* bytes, std::size_t size) {
  values_.append(static_cast<const char*>(bytes), size);
}

void ArrowColumn::AppendBit(bool set, std::string& bits) const {
  const auto bit = static_cast<unsigned>(count_ % 8);
  if (bit == 0) bits.push_back('\0');
  if (set) bits.back() = static_cast<char>(static_cast<unsigned char>(bits.back()) | 1U << bit);
}

Result<void> ArrowColumn::Append(std::optional<std::string_view> text) {
  if (type_.kind == Kind::text && ends_.empty()) ends_.append(sizeof(std::int32_t), '\0');
  AppendBit(text.has_value(), present_);
  if (text) {
    RETURN_IF_ERROR(AppendValue(*text));
  } else {
    AppendNull();
  }
  if (type_.kind == Kind::text) {
    const auto end = static_cast<std::int32_t>(values_.size());
    ends_.append(reinterpret_cast<const char*>(&end), sizeof(end));
  }
  ++count_;
  return {};
}

void ArrowColumn::AppendNull() {
  ++nulls_;
  if (type_.kind == Kind::boolean) {
    AppendBit(false, values_);
  } else {
    values_.append(WidthOf(type_), '\0');
  }
}

Result<void> ArrowColumn::AppendValue(std::string_view text) {
  switch (type_.kind) {
    case Kind::boolean: AppendBit(text == "true", values_); return {};
    case Kind::integer: return AppendInteger(text);
    case Kind::real: return AppendReal(text);
    case Kind::decimal: return AppendDecimal(text);
    case Kind::date: return AppendDate(text);
    case Kind::timestamp: return AppendTimestamp(text);
    case Kind::text: break;
  }
  values_ += text;
  return {};
}

// The bytes of a small integer are the first of a large one.
Result<void> ArrowColumn::AppendInteger(std::string_view text) {
  std::int64_t number = 0;
  std::uint64_t whole = 0;
  if (type_.is_signed ? !Read(text, number) : !Read(text, whole)) return Unfit(text);
  AppendBytes(type_.is_signed ? static_cast<const void*>(&number) : &whole, WidthOf(type_));
  return {};
}

Result<void> ArrowColumn::AppendReal(std::string_view text) {
  double number = 0;
  if (!Read(text, number)) return Unfit(text);
  const auto single = static_cast<float>(number);
  AppendBytes(type_.bits == 32 ? static_cast<const void*>(&single) : &number, WidthOf(type_));
  return {};
}

// All its digits, as one integer of 10^-scale.
Result<void> ArrowColumn::AppendDecimal(std::string_view text) {
  auto rest = text;
  const bool negative = rest.starts_with('-');
  if (negative) rest.remove_prefix(1);
  const auto point = std::min(rest.find('.'), rest.size());
  const auto fraction = rest.substr(std::min(point + 1, rest.size()));
  if (fraction.size() > static_cast<std::size_t>(type_.scale)) return Unfit(text);
  std::string digits(rest.substr(0, point));
  digits.append(fraction).append(static_cast<std::size_t>(type_.scale) - fraction.size(), '0');
  const auto first = digits.find_first_not_of('0');
  digits.erase(0, std::min(first, digits.size()));
  if (digits.size() > static_cast<std::size_t>(type_.precision)) return Unfit(text);
  unsigned __int128 units = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return Unfit(text);
    units = units * 10 + static_cast<unsigned>(digit - '0');
  }
  if (negative) units = -units;
  AppendBytes(&units, sizeof(units));
  return {};
}

Result<void> ArrowColumn::AppendDate(std::string_view text) {
  const auto date = Date::Parse(text);
  if (!date) return Unfit(text);
  const auto days = date->days();
  AppendBytes(&days, sizeof(days));
  return {};
}

Result<void> ArrowColumn::AppendTimestamp(std::string_view text) {
  const auto instant = Instant::Parse(text.ends_with('Z') ? std::string(text) : std::string(text) + 'Z');
  if (!instant) return Unfit(text);
  auto count = instant->micros();
  if (type_.nanoseconds) {
    // Beyond the microseconds, which are six digits behind the point, there are none or three.
    const auto point = text.find('.');
    std::int64_t nanos = 0;
    if (point != std::string_view::npos && text.size() == point + 10) Read(text.substr(point + 7), nanos);
    if (__builtin_mul_overflow(count, 1000, &count) || __builtin_add_overflow(count, nanos, &count))
      return Unfit(text);
  }
  AppendBytes(&count, sizeof(count));
  return {};
}

std::vector<std::string_view> ArrowColumn::Buffers() const {
  std::vector<std::string_view> buffers = {nulls_ == 0 ? std::string_view() : present_};
  if (type_.kind == Kind::text) buffers.emplace_back(ends_);
  buffers.emplace_back(values_);
  return buffers;
}

void ArrowColumn::Clear() {
  count_ = nulls_ = 0;
  present_.clear(), ends_.clear(), values_.clear();
}

}  // namespace fxlake::query
