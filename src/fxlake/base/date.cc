// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/date.h"

#include <chrono>
#include <cstdio>

#include "fxlake/base/excerpt.h"

namespace fxlake {
namespace {

std::chrono::year_month_day Civil(Date date) {
  return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(date.days())));
}

// Two decimal digits at `text`, or -1.
int TwoDigits(const char* text) {
  const int tens = text[0] - '0', ones = text[1] - '0';
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

void PutTwoDigits(char* at, int number) {
  at[0] = static_cast<char>('0' + number / 10);
  at[1] = static_cast<char>('0' + number % 10);
}

}  // namespace

Result<Date> Date::FromCivil(int year, int month, int day) {
  const auto civil = std::chrono::year(year) / month / day;
  if (year < 1 || year > 9999 || month < 1 || day < 1 || !civil.ok()) {
    char text[48];
    std::snprintf(text, sizeof text, "no such day: %04d-%02d-%02d", year, month, day);
    return InvalidInput(text);
  }
  return Date(static_cast<std::int32_t>(std::chrono::sys_days(civil).time_since_epoch().count()));
}

Result<Date> Date::Parse(std::string_view text) {
  const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-';
  const int century = shaped ? TwoDigits(text.data()) : -1;
  const int year = shaped ? TwoDigits(text.data() + 2) : -1;
  const int month = shaped ? TwoDigits(text.data() + 5) : -1;
  const int day = shaped ? TwoDigits(text.data() + 8) : -1;
  if (century < 0 || year < 0 || month < 0 || day < 0) {
    return InvalidInput("not a date in the format YYYY-MM-DD: \"" + std::string(Excerpt(text, 40)) + "\"");
  }
  return FromCivil(century * 100 + year, month, day);
}

int Date::year() const { return static_cast<int>(Civil(*this).year()); }
int Date::month() const { return static_cast<int>(static_cast<unsigned>(Civil(*this).month())); }
int Date::day() const { return static_cast<int>(static_cast<unsigned>(Civil(*this).day())); }

int Date::weekday() const {
  const int from_monday = (days_ + 3) % 7;  // 1970-01-01 was a Thursday
  return (from_monday < 0 ? from_monday + 7 : from_monday) + 1;
}

std::string Date::ToString() const {
  const auto civil = Civil(*this);
  if (const int year = static_cast<int>(civil.year()); year >= 0 && year <= 9999) {
    std::string text = "0000-00-00";
    PutTwoDigits(&text[0], year / 100);
    PutTwoDigits(&text[2], year % 100);
    PutTwoDigits(&text[5], static_cast<int>(static_cast<unsigned>(civil.month())));
    PutTwoDigits(&text[8], static_cast<int>(static_cast<unsigned>(civil.day())));
    return text;
  }
  char text[32];
  const int length = std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(civil.year()),
                                   static_cast<unsigned>(civil.month()), static_cast<unsigned>(civil.day()));
  return std::string(text, static_cast<std::size_t>(length));
}

Date EasterSunday(int year) {
  const int a = year % 19, b = year / 100, c = year % 100;
  const int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
  return *Date::FromCivil(year, month, day);
}

}  // namespace fxlake
