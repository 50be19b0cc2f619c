// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "fxlake/jsonata/date_picture.h"

namespace fxlake::jsonata {
namespace {

constexpr std::int64_t kMillisOfDay = 86'400'000;

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> kDays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                   "Friday", "Saturday", "Sunday"};

std::int64_t FloorDivide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

struct Civil {
  std::int64_t year;
  int month;
  int day;
};

// Years begin in March here, so that the leap day is their last; 400 of them have 146097 days.
std::int64_t DaysOf(std::int64_t year, std::int64_t month, std::int64_t day) {
  year += FloorDivide(month - 1, 12);
  month = (month - 1) % 12 + (month < 1 && (month - 1) % 12 != 0 ? 12 : 0) + 1;
  if (month <= 2) --year;
  const auto era = FloorDivide(year, 400);
  const auto year_of_era = year - era * 400;
  const auto day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5;
  return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year + day - 1 -
         719'468;
}

Civil CivilOf(std::int64_t days) {
  days += 719'468;
  const auto era = FloorDivide(days, 146'097);
  const auto day_of_era = days - era * 146'097;
  const auto year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const auto day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const auto shifted = (5 * day_of_year + 2) / 153;
  const auto month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), static_cast<int>(month),
          static_cast<int>(day_of_year - (153 * shifted + 2) / 5 + 1)};
}

// ISO 8601: 1 is Monday.
int Weekday(std::int64_t days) { return static_cast<int>((days % 7 + 10) % 7) + 1; }

}  // namespace

std::int64_t MillisOfDay(std::int64_t year, std::int64_t month, std::int64_t day) {
  return DaysOf(year, month, day) * kMillisOfDay;
}

std::string_view NameOfMonth(int month) { return kMonths[static_cast<std::size_t>(month - 1)]; }
std::string_view NameOfDay(int day) { return kDays[static_cast<std::size_t>(day - 1)]; }

double DateComponent(char letter, std::int64_t millis) {
  const auto days = FloorDivide(millis, kMillisOfDay);
  const auto time = millis - days * kMillisOfDay;
  const auto civil = CivilOf(days);
  const auto hour = static_cast<double>(time / 3'600'000);
  // A week belongs to the year and to the month in which its Thursday is.
  const auto thursday_days = days - Weekday(days) + 4;
  const auto thursday = CivilOf(thursday_days);
  switch (letter) {
    case 'Y': return static_cast<double>(civil.year);
    case 'M': return civil.month;
    case 'D': return civil.day;
    case 'd': return static_cast<double>(days - DaysOf(civil.year, 1, 1) + 1);
    case 'F': return Weekday(days);
    case 'W': return static_cast<double>((thursday_days - DaysOf(thursday.year, 1, 1)) / 7 + 1);
    case 'w': return (thursday.day - 1) / 7 + 1;
    case 'X': return static_cast<double>(thursday.year);
    case 'x': return thursday.month;
    case 'H': return hour;
    case 'h': return hour == 0 || hour == 12 ? 12 : hour > 12 ? hour - 12 : hour;
    case 'P': return hour >= 12 ? 1 : 0;
    case 'm': return static_cast<double>(time / 60'000 % 60);
    case 's': return static_cast<double>(time / 1000 % 60);
    case 'f': return static_cast<double>(time % 1000);
    default: return 0;
  }
}

}  // namespace fxlake::jsonata
