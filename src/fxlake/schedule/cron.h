// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "fxlake/schedule/zone.h"

namespace fxlake::schedule {

// The six fields of EventBridge Scheduler's cron(): minutes, hours, day of month, month, day of week, year.
// One of the two days is "?". Sunday is 1. Beside numbers, names, lists, ranges and steps: "L" (the month's
// last day), "LW" (its last weekday) and "15W" (the weekday nearest to the 15th, within the month) as day of
// month; "6L" (the month's last Friday), "L" (Saturday) and "3#2" (the second Tuesday) as day of week.
class Cron {
 public:
  // What stands between the brackets. invalid_input says which field is wrong.
  static Result<Cron> Parse(std::string_view fields);

  // The first time after `after` at which clocks of the zone show a time of the expression. A time that is
  // skipped when summer time begins is skipped; one that is shown twice when it ends counts once, the first
  // time. Nothing when there is none until 2199.
  std::optional<Instant> NextAfter(Instant after, const Zone& zone) const;

 private:
  Result<void> ReadDaysOfMonth(std::string_view text);
  Result<void> ReadDaysOfWeek(std::string_view text);
  bool IsOn(Date day) const;

  std::set<int> minutes_, hours_, months_, years_;
  bool by_month_ = true;  // by the day of the month; otherwise by the day of the week
  std::set<int> days_of_month_;
  bool last_day_ = false;
  bool last_weekday_ = false;
  std::vector<int> nearest_weekdays_;               // "15W"
  std::set<int> days_of_week_;                      // 1 is Sunday
  std::set<int> last_days_of_week_;                 // "6L"
  std::set<std::pair<int, int>> nth_days_of_week_;  // "3#2"
};

}  // namespace fxlake::schedule
