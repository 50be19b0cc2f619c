// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/duckdb_text.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <iterator>
#include <limits>

#include "fxlake/base/instant.h"

namespace fxlake::query {
namespace {

constexpr std::uint64_t kMicrosPerSecond = 1'000'000;
constexpr std::int64_t kSecondsPerDay = 86'400;

template <typename Real>
void AppendShortest(Real value, std::string& out) {
  if (std::isnan(value)) {
    out += "nan";
    return;
  }
  if (std::isinf(value)) {
    out += value > 0 ? "inf" : "-inf";
    return;
  }
  char digits[32];
  const auto end = std::to_chars(digits, std::end(digits), value).ptr;
  out.append(digits, end);
}

bool IsRepresentable(std::int64_t days) {
  constexpr std::int64_t kFirst = -719'162;  // 0001-01-01
  constexpr std::int64_t kLast = 2'932'896;  // 9999-12-31
  return days >= kFirst && days <= kLast;
}

struct Division {
  std::int64_t quotient;
  std::int64_t rest;  // never negative
};
Division DivideDown(std::int64_t number, std::int64_t by) {
  const std::int64_t rest = (number % by + by) % by;
  return {number / by - (number % by < 0 ? 1 : 0), rest};
}

std::string_view UnitName(std::int64_t per_second) {
  return per_second == 1           ? "seconds"
         : per_second == 1'000     ? "milliseconds"
         : per_second == 1'000'000 ? "microseconds"
                                   : "nanoseconds";
}

}  // namespace

void AppendUnsigned(unsigned __int128 value, std::string& out) {
  if (value <= std::numeric_limits<std::uint64_t>::max()) {
    const fmt::format_int digits(static_cast<std::uint64_t>(value));
    out.append(digits.data(), digits.size());
    return;
  }
  constexpr std::uint64_t kTenTo19 = 10'000'000'000'000'000'000U;
  AppendUnsigned(value / kTenTo19, out);
  fmt::format_to(std::back_inserter(out), "{:019}", static_cast<std::uint64_t>(value % kTenTo19));
}

void AppendInteger(__int128 value, std::string& out) {
  if (value < 0) out += '-';
  AppendUnsigned(value < 0 ? -static_cast<unsigned __int128>(value) : static_cast<unsigned __int128>(value),
                 out);
}

void AppendDecimal(__int128 value, int scale, std::string& out) {
  if (value < 0) out += '-';
  const std::size_t start = out.size();
  AppendUnsigned(value < 0 ? -static_cast<unsigned __int128>(value) : static_cast<unsigned __int128>(value),
                 out);
  if (scale == 0) return;
  const auto fraction = static_cast<std::size_t>(scale);
  const std::size_t digits = out.size() - start;
  if (digits <= fraction) out.insert(start, fraction + 1 - digits, '0');
  out.insert(out.size() - fraction, 1, '.');
}

void AppendReal(double value, std::string& out) { AppendShortest(value, out); }
void AppendReal(float value, std::string& out) { AppendShortest(value, out); }

void AppendDate(std::int32_t days_since_1970, std::string& out) {
  constexpr std::int32_t kInfinity = std::numeric_limits<std::int32_t>::max();
  if (days_since_1970 == kInfinity) {
    out += "infinity";
  } else if (days_since_1970 == -kInfinity) {
    out += "-infinity";
  } else if (IsRepresentable(days_since_1970)) {
    out += Date::FromDays(days_since_1970).ToString();
  } else {
    fmt::format_to(std::back_inserter(out), "1970-01-01 {:+} days", days_since_1970);
  }
}

void AppendTime(std::uint64_t micros_of_day, std::string& out) {
  const std::uint64_t seconds = micros_of_day / kMicrosPerSecond;
  fmt::format_to(std::back_inserter(out), "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60,
                 seconds % 60);
  if (micros_of_day % kMicrosPerSecond != 0)
    fmt::format_to(std::back_inserter(out), ".{:06}", micros_of_day % kMicrosPerSecond);
}

void AppendTimestamp(std::int64_t count, std::int64_t per_second, bool utc, std::string& out) {
  // DuckDB represents infinities by the extreme integers, in every unit.
  constexpr std::int64_t kInfinity = std::numeric_limits<std::int64_t>::max();
  if (count == kInfinity || count == -kInfinity) {
    out += count > 0 ? "infinity" : "-infinity";
    return;
  }
  const auto [seconds, fraction] = DivideDown(count, per_second);
  if (!IsRepresentable(DivideDown(seconds, kSecondsPerDay).quotient)) {
    fmt::format_to(std::back_inserter(out), "1970-01-01 {:+} {}", count, UnitName(per_second));
    return;
  }
  const std::int64_t nanos = fraction * (1'000'000'000 / per_second);
  const Instant instant = Instant::FromMicros(seconds * Instant::kPerSecond + nanos / 1'000);
  out += nanos == 0 ? instant.ToSeconds() : instant.ToString();
  out.pop_back();
  if (nanos % 1'000 != 0) fmt::format_to(std::back_inserter(out), "{:03}", nanos % 1'000);
  if (utc) out += 'Z';
}

void AppendInterval(const duckdb_interval& interval, std::string& out) {
  const std::size_t start = out.size();
  const auto part = [&](std::int64_t count, std::string_view unit) {
    if (count == 0) return;
    const bool plural = count != 1 && count != -1;
    fmt::format_to(std::back_inserter(out), "{}{} {}{}", out.size() == start ? "" : " ", count, unit,
                   plural ? "s" : "");
  };
  part(interval.months / 12, "year");
  part(interval.months % 12, "month");
  part(interval.days, "day");
  if (interval.micros == 0 && out.size() != start) return;
  if (out.size() != start) out += ' ';
  if (interval.micros < 0) out += '-';
  const auto micros = static_cast<std::uint64_t>(interval.micros);
  AppendTime(interval.micros < 0 ? -micros : micros, out);
}

void AppendUuid(unsigned __int128 stored, std::string& out) {
  // Stored with the highest bit inverted, so that signed order equals text order.
  const unsigned __int128 value = stored ^ (static_cast<unsigned __int128>(1) << 127);
  const auto high = static_cast<std::uint64_t>(value >> 64);
  const auto low = static_cast<std::uint64_t>(value);
  fmt::format_to(std::back_inserter(out), "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", high >> 32,
                 high >> 16 & 0xFFFF, high & 0xFFFF, low >> 48, low & 0xFFFF'FFFF'FFFF);
}

void AppendBlob(std::string_view bytes, std::string& out) {
  for (const char c : bytes) {
    if (c >= ' ' && c <= '~' && c != '\\') {
      out += c;
    } else {
      fmt::format_to(std::back_inserter(out), "\\x{:02X}", static_cast<unsigned char>(c));
    }
  }
}

}  // namespace fxlake::query
