// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "fxlake/base/result.h"

namespace fxlake {

// A date of the proleptic Gregorian calendar, 0001-01-01 to 9999-12-31, stored as days since 1970-01-01.
class Date {
 public:
  Date() = default;  // 1970-01-01
  static constexpr Date FromDays(std::int32_t days_since_1970) { return Date(days_since_1970); }
  // For literals: Date::Of(1999, 1, 4). An invalid date does not compile.
  static consteval Date Of(int year, int month, int day);
  // invalid_input when the date does not exist (30 February).
  static Result<Date> FromCivil(int year, int month, int day);
  // Accepts YYYY-MM-DD only.
  static Result<Date> Parse(std::string_view text);

  constexpr std::int32_t days() const { return days_; }
  int year() const;
  int month() const;    // 1 to 12
  int day() const;      // 1 to 31
  int weekday() const;  // ISO 8601: 1 is Monday, 7 is Sunday
  bool is_weekend() const { return weekday() >= 6; }
  std::string ToString() const;

  friend Date operator+(Date date, int days) { return Date(date.days_ + days); }
  friend Date operator-(Date date, int days) { return Date(date.days_ - days); }
  friend int operator-(Date later, Date earlier) { return later.days_ - earlier.days_; }
  Date& operator++() { return ++days_, *this; }
  friend constexpr auto operator<=>(Date, Date) = default;

 private:
  explicit constexpr Date(std::int32_t days) : days_(days) {}
  std::int32_t days_ = 0;
};

consteval Date Date::Of(int year, int month, int day) {
  constexpr int kBefore[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  const bool real = year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
                    day <= kBefore[month] - kBefore[month - 1] + (leap && month == 2 ? 1 : 0);
  if (!real) throw "no such day";
  const int past = year - 1;
  const int days = past * 365 + past / 4 - past / 100 + past / 400 + kBefore[month - 1] +
                   (leap && month > 2 ? 1 : 0) + day - 1;
  return Date(days - 719'162);  // the number of days from 0001-01-01 to 1970-01-01
}

// Easter Sunday in the Gregorian calendar (anonymous Gregorian computus, Meeus 1991, chapter 8).
Date EasterSunday(int year);

}  // namespace fxlake
