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
// One of the two days is "?". Sunday is 1. Besides numbers, names, lists, ranges and steps: "L" (last day of
// the month), "LW" (its last weekday) and "15W" (the weekday nearest to the 15th, within the month) as day of
// month; "6L" (the last Friday of the month), "L" (Saturday) and "3#2" (the second Tuesday) as day of week.
class Cron {
 public:
  // Parses the text between the parentheses. invalid_input names the invalid field.
  static Result<Cron> Parse(std::string_view fields);

  // The first time after `after` whose local time in the zone matches. A local time skipped by the change to
  // summer time is skipped; one that occurs twice counts once, at its first occurrence. nullopt when there is
  // none until 2199.
  std::optional<Instant> NextAfter(Instant after, const Zone& zone) const;

 private:
  Result<void> ReadDaysOfMonth(std::string_view text);
  Result<void> ReadDaysOfWeek(std::string_view text);
  bool IsOn(Date day) const;

  std::set<int> minutes_, hours_, months_, years_;
  bool by_month_ = true;  // match the day of the month; otherwise the day of the week
  std::set<int> days_of_month_;
  bool last_day_ = false;
  bool last_weekday_ = false;
  std::vector<int> nearest_weekdays_;               // "15W"
  std::set<int> days_of_week_;                      // 1 is Sunday
  std::set<int> last_days_of_week_;                 // "6L"
  std::set<std::pair<int, int>> nth_days_of_week_;  // "3#2"
};

}  // namespace fxlake::schedule
