// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "fxlake/base/result.h"

namespace fxlake {

// A day of the proleptic Gregorian calendar, 0001-01-01 to 9999-12-31, held as days since 1970-01-01.
class Date {
 public:
  Date() = default;  // 1970-01-01
  static Date FromDays(std::int32_t days_since_1970) { return Date(days_since_1970); }
  // invalid_input when there is no such day (30 February).
  static Result<Date> FromCivil(int year, int month, int day);
  // YYYY-MM-DD and nothing else.
  static Result<Date> Parse(std::string_view text);

  std::int32_t days() const { return days_; }
  int year() const;
  int month() const;      // 1 to 12
  int day() const;        // 1 to 31
  int weekday() const;    // ISO 8601: 1 is Monday, 7 is Sunday
  bool is_weekend() const { return weekday() >= 6; }
  std::string ToString() const;

  friend Date operator+(Date date, int days) { return Date(date.days_ + days); }
  friend Date operator-(Date date, int days) { return Date(date.days_ - days); }
  friend int operator-(Date later, Date earlier) { return later.days_ - earlier.days_; }
  Date& operator++() { return ++days_, *this; }
  friend auto operator<=>(Date, Date) = default;

 private:
  explicit Date(std::int32_t days) : days_(days) {}
  std::int32_t days_ = 0;
};

// The date of Easter Sunday in the Gregorian calendar (anonymous Gregorian computus, Meeus 1991, chapter 8).
Date EasterSunday(int year);

}  // namespace fxlake
