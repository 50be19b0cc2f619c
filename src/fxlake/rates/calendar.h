// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/date.h"
#include "fxlake/base/result.h"

namespace fxlake::rates {

// A day that is closed every year from `first_year` to `last_year`: a day of a month, so many days after
// Easter Sunday, or the first, second ... or last of a weekday in a month.
struct AnnualClosing {
  enum class Kind { day_of_month, days_from_easter, days_from_orthodox_easter, weekday_of_month };
  Kind kind = Kind::day_of_month;
  int month = 0;  // day_of_month, weekday_of_month: 1 to 12
  int day = 0;    // day_of_month: 1 to 31; of Easter: -2 is Good Friday, 1 Easter Monday; weekday_of_month: 1
                  // to 5, or -1 for the last
  int first_year = 1;
  int last_year = 9999;
  int weekday = 0;              // weekday_of_month: 1 (Monday) to 7
  bool or_next_monday = false;  // the Monday after, when it falls on a Saturday or a Sunday
};

// On which days nothing is published, as data: what a source file may say and a calendar is made of.
struct CalendarRules {
  std::vector<int> closed_weekdays;   // ISO 8601: 1 is Monday, 7 is Sunday
  std::vector<AnnualClosing> annual;  // at most 50
  std::vector<Date> closed;           // single days besides
  std::vector<Date> open;             // single days that are open whatever the rules above say
};

// The days on which a source publishes. A value; reading it from several threads is safe.
class Calendar {
 public:
  // "TARGET", "weekdays" (Monday to Friday) or "daily"; case matters. invalid_input names what was meant.
  static Result<Calendar> Named(std::string_view name);
  static std::span<const std::string_view> Names();
  // invalid_input when a rule is no rule, or when so many that there might be no publication day at all.
  static Result<Calendar> Make(std::string name, CalendarRules rules);

  const std::string& name() const { return name_; }
  const CalendarRules& rules() const { return rules_; }
  // The same calendar with single days closed besides.
  Calendar WithClosed(std::span<const Date> days) const;

  bool IsPublicationDay(Date date) const;
  // The nearest publication day strictly before, or strictly after, `date`.
  Date Previous(Date date) const;
  Date Next(Date date) const;
  // The publication days from `first` to `last`, both included, in order.
  std::vector<Date> PublicationDays(Date first, Date last) const;

 private:
  Calendar(std::string name, CalendarRules rules);
  bool IsClosedByRule(Date date) const;

  std::string name_;
  CalendarRules rules_;  // closed and open in order
};

}  // namespace fxlake::rates
