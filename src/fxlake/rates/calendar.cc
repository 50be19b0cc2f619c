// SPDX-License-Identifier: Apache-2.0
#include "fxlake/rates/calendar.h"

#include <algorithm>
#include <array>

#include "fxlake/base/excerpt.h"
#include "fxlake/base/nearest.h"

namespace fxlake::rates {
namespace {

using enum AnnualClosing::Kind;

constexpr std::array<std::string_view, 3> kNames = {"TARGET", "weekdays", "daily"};
// Fewer annual closings than a year has Mondays, so that a publication day always remains.
constexpr std::size_t kMostAnnualClosings = 50;

// The long-term calendar announced by the ECB on 14 December 2000, and before it the individually announced
// closing days. The file of reference rates agrees: no rates on 1999-12-31 and 2001-12-31, but rates on Good
// Friday 1999.
CalendarRules TargetRules() {
  return {.closed_weekdays = {6, 7},
          .annual = {{day_of_month, 1, 1},
                     {days_from_easter, 0, -2, 2000},
                     {days_from_easter, 0, 1, 2000},
                     {day_of_month, 5, 1, 2000},
                     {day_of_month, 12, 25},
                     {day_of_month, 12, 26, 2000}},
          .closed = {Date::Of(1999, 12, 31), Date::Of(2001, 12, 31)},
          .open = {}};
}

// Easter Sunday of the Julian calendar (Meeus, Astronomical Algorithms, chapter 8) as a Gregorian date.
Date OrthodoxEasterSunday(int year) {
  const int moon = (19 * (year % 19) + 15) % 30;
  const int sum = moon + (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7 + 114;
  const int days_behind = year / 100 - year / 400 - 2;  // of the Julian calendar, after February
  return *Date::FromCivil(year, sum / 31, sum % 31 + 1) + days_behind;
}

bool IsNthWeekday(const AnnualClosing& closing, Date date) {
  if (date.month() != closing.month || date.weekday() != closing.weekday) return false;
  return closing.day < 0 ? (date + 7).month() != closing.month : (date.day() - 1) / 7 + 1 == closing.day;
}

bool FallsOn(const AnnualClosing& closing, Date date) {
  const int year = date.year();
  if (year < closing.first_year || year > closing.last_year) return false;
  switch (closing.kind) {
    case days_from_easter: return date == EasterSunday(year) + closing.day;
    case days_from_orthodox_easter: return date == OrthodoxEasterSunday(year) + closing.day;
    case weekday_of_month: return IsNthWeekday(closing, date);
    case day_of_month: return date.month() == closing.month && date.day() == closing.day;
  }
  return false;
}

bool Falls(const AnnualClosing& closing, Date date) {
  const bool moved_here = closing.or_next_monday && date.weekday() == 1 &&
                          (FallsOn(closing, date - 1) || FallsOn(closing, date - 2));
  return moved_here || FallsOn(closing, date);
}

bool IsRule(const AnnualClosing& closing) {
  if (closing.first_year < 1 || closing.last_year > 9999 || closing.first_year > closing.last_year)
    return false;
  // 2000 is a leap year, so 29 February is valid.
  if (closing.kind == day_of_month) return Date::FromCivil(2000, closing.month, closing.day).has_value();
  if (closing.kind == weekday_of_month) {
    const bool is_place = closing.day == -1 || (closing.day >= 1 && closing.day <= 5);
    return is_place && closing.month >= 1 && closing.month <= 12 && closing.weekday >= 1 &&
           closing.weekday <= 7;
  }
  return closing.day >= -70 && closing.day <= 240;
}

}  // namespace

Calendar::Calendar(std::string name, CalendarRules rules) : name_(std::move(name)), rules_(std::move(rules)) {
  std::ranges::sort(rules_.closed);
  std::ranges::sort(rules_.open);
}

Result<Calendar> Calendar::Named(std::string_view name) {
  if (name == "TARGET") return Calendar(std::string(name), TargetRules());
  if (name == "weekdays")
    return Calendar(std::string(name), {.closed_weekdays = {6, 7}, .annual = {}, .closed = {}, .open = {}});
  if (name == "daily") return Calendar(std::string(name), {});
  return InvalidInput("no such calendar: \"" + std::string(Excerpt(name, 40)) + "\"" +
                      DidYouMean(name, kNames));
}

std::span<const std::string_view> Calendar::Names() { return kNames; }

Result<Calendar> Calendar::Make(std::string name, CalendarRules rules) {
  const auto wrong = [&](const std::string& fact) { return InvalidInput("calendar " + name + ": " + fact); };
  std::array<bool, 8> closed{};
  for (const int weekday : rules.closed_weekdays) {
    if (weekday < 1 || weekday > 7)
      return wrong("a weekday is 1 (Monday) to 7 (Sunday), not " + std::to_string(weekday));
    closed[static_cast<std::size_t>(weekday)] = true;
  }
  if (std::count(closed.begin(), closed.end(), true) == 7) return wrong("every weekday is closed");
  if (rules.annual.size() > kMostAnnualClosings) return wrong("more than 50 annual closings");
  if (!std::ranges::all_of(rules.annual, IsRule)) return wrong("an annual closing is not a day of the year");
  return Calendar(std::move(name), std::move(rules));
}

Calendar Calendar::WithClosed(std::span<const Date> days) const {
  auto rules = rules_;
  rules.closed.insert(rules.closed.end(), days.begin(), days.end());
  return Calendar(name_, std::move(rules));
}

bool Calendar::IsClosedByRule(Date date) const {
  if (std::ranges::find(rules_.closed_weekdays, date.weekday()) != rules_.closed_weekdays.end()) return true;
  return std::ranges::any_of(rules_.annual,
                             [&](const AnnualClosing& closing) { return Falls(closing, date); });
}

bool Calendar::IsPublicationDay(Date date) const {
  if (std::ranges::binary_search(rules_.open, date)) return true;
  return !std::ranges::binary_search(rules_.closed, date) && !IsClosedByRule(date);
}

Date Calendar::Previous(Date date) const {
  do date = date - 1;
  while (!IsPublicationDay(date));
  return date;
}

Date Calendar::Next(Date date) const {
  do ++date;
  while (!IsPublicationDay(date));
  return date;
}

std::vector<Date> Calendar::PublicationDays(Date first, Date last) const {
  std::vector<Date> days;
  for (Date date = first; date <= last; ++date) {
    if (IsPublicationDay(date)) days.push_back(date);
  }
  return days;
}

}  // namespace fxlake::rates
