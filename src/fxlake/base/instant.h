// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "fxlake/base/date.h"

namespace fxlake {

// A point in time: microseconds since 1970-01-01T00:00:00Z, without leap seconds.
class Instant {
 public:
  static constexpr std::int64_t kPerSecond = 1'000'000;
  static constexpr std::int64_t kPerDay = 86'400 * kPerSecond;

  Instant() = default;
  static Instant FromMicros(std::int64_t micros) { return Instant(micros); }
  static Instant StartOf(Date day) { return Instant(day.days() * kPerDay); }
  // RFC 3339 with up to nine fractional digits (six are kept) and Z or an offset:
  // 2026-04-14T09:30:00.25+02:00.
  static Result<Instant> Parse(std::string_view text);

  std::int64_t micros() const { return micros_; }
  Date date() const;              // in UTC
  std::string ToString() const;   // 2026-04-14T07:30:00.250000Z
  std::string ToSeconds() const;  // 2026-04-14T07:30:00Z
  // For object keys: sorts chronologically and contains no colon: 20260414T073000.250000Z.
  std::string ToCompact() const;
  static Result<Instant> ParseCompact(std::string_view text);

  friend Instant operator+(Instant at, std::int64_t micros) { return Instant(at.micros_ + micros); }
  friend std::int64_t operator-(Instant later, Instant earlier) { return later.micros_ - earlier.micros_; }
  friend auto operator<=>(Instant, Instant) = default;

 private:
  explicit Instant(std::int64_t micros) : micros_(micros) {}
  std::int64_t micros_ = 0;
};

}  // namespace fxlake
