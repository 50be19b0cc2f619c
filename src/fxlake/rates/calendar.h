// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/date.h"
#include "fxlake/base/result.h"

namespace fxlake::rates {

// A day that is closed every year from `first_year` to `last_year`: a date, an offset from Easter Sunday, or
// the n-th or last weekday of a month.
struct AnnualClosing {
  enum class Kind { day_of_month, days_from_easter, days_from_orthodox_easter, weekday_of_month };
  Kind kind = Kind::day_of_month;
  int month = 0;  // for day_of_month, weekday_of_month: 1 to 12
  // day_of_month: 1 to 31; of Easter: -2 is Good Friday, 1 Easter Monday; weekday_of_month: 1 to 5, or -1 for
  // the last
  int day = 0;
  int first_year = 1;
  int last_year = 9999;
  int weekday = 0;              // weekday_of_month: 1 (Monday) to 7
  bool or_next_monday = false;  // moved to Monday when it falls on a Saturday or Sunday
};

// Rules for days without publication, as given by a source file.
struct CalendarRules {
  std::vector<int> closed_weekdays;   // ISO 8601: 1 is Monday, 7 is Sunday
  std::vector<AnnualClosing> annual;  // at most 50
  std::vector<Date> closed;           // additional single days
  std::vector<Date> open;             // single open days, which override the rules above
};

// The days on which a source publishes. A value; thread-safe for reading.
class Calendar {
 public:
  // "TARGET", "weekdays" (Monday to Friday) or "daily"; case-sensitive. invalid_input suggests the nearest
  // name.
  static Result<Calendar> Named(std::string_view name);
  static std::span<const std::string_view> Names();
  // invalid_input when a rule is invalid, or when the rules could leave no publication day.
  static Result<Calendar> Make(std::string name, CalendarRules rules);

  const std::string& name() const { return name_; }
  const CalendarRules& rules() const { return rules_; }
  // The same calendar with additional closed days.
  Calendar WithClosed(std::span<const Date> days) const;

  bool IsPublicationDay(Date date) const;
  // The nearest publication day strictly before, or strictly after, `date`.
  Date Previous(Date date) const;
  Date Next(Date date) const;
  // The publication days from `first` to `last`, inclusive, in order.
  std::vector<Date> PublicationDays(Date first, Date last) const;

 private:
  Calendar(std::string name, CalendarRules rules);
  bool IsClosedByRule(Date date) const;

  std::string name_;
  CalendarRules rules_;  // closed and open are sorted
};

}  // namespace fxlake::rates
