// SPDX-License-Identifier: Apache-2.0
#include "fxlake/schedule/cron.h"

#include <fmt/format.h>

#include <array>

#include "fxlake/schedule/cron_field.h"

namespace fxlake::schedule {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                      "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
constexpr std::array<std::string_view, 7> kDays = {"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"};
constexpr CronField kMinute = {"minutes", 0, 59};
constexpr CronField kHour = {"hours", 0, 23};
constexpr CronField kDayOfMonth = {"day of month", 1, 31};
constexpr CronField kMonth = {"month", 1, 12, kMonths};
constexpr CronField kDayOfWeek = {"day of week", 1, 7, kDays};
constexpr CronField kYear = {"year", 1970, 2199, {}, 2199 - 1970};
constexpr int kSaturday = 7;

std::vector<std::string_view> SplitBlanks(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = text.find_first_not_of(' '); at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    words.push_back(text.substr(at, end - at));
    at = text.find_first_not_of(' ', end);
  }
  return words;
}

Date LastOfMonth(Date day) {
  auto last = day;
  while ((last + 1).month() == day.month()) ++last;
  return last;
}

// The nearest Monday to Friday to a day, within its month.
Date NearestWeekday(Date day) {
  const auto weekday = day.weekday();
  if (weekday == 6) return (day - 1).month() == day.month() ? day - 1 : day + 2;
  if (weekday == 7) return (day + 1).month() == day.month() ? day + 1 : day - 2;
  return day;
}

int SundayFirst(Date day) { return day.weekday() % 7 + 1; }

}  // namespace

Result<Cron> Cron::Parse(std::string_view fields) {
  const auto words = SplitBlanks(fields);
  if (words.size() != 6)
    return InvalidInput(
        fmt::format("reading cron(): expected six fields (minutes, hours, day of month, month, day of week, "
                    "year), not {}",
                    words.size()));
  Cron cron;
  ASSIGN_OR_RETURN(cron.minutes_, ReadField(kMinute, words[0]));
  ASSIGN_OR_RETURN(cron.hours_, ReadField(kHour, words[1]));
  ASSIGN_OR_RETURN(cron.months_, ReadField(kMonth, words[3]));
  ASSIGN_OR_RETURN(cron.years_, ReadField(kYear, words[5]));
  if ((words[2] == "?") == (words[4] == "?"))
    return InvalidInput("reading cron(): exactly one of day of month and day of week must be \"?\"");
  cron.by_month_ = words[4] == "?";
  if (cron.by_month_) {
    RETURN_IF_ERROR(cron.ReadDaysOfMonth(words[2]));
  } else {
    RETURN_IF_ERROR(cron.ReadDaysOfWeek(words[4]));
  }
  return cron;
}

Result<void> Cron::ReadDaysOfMonth(std::string_view text) {
  for (const auto part : SplitList(text)) {
    if (part == "L") {
      last_day_ = true;
    } else if (part == "LW") {
      last_weekday_ = true;
    } else if (part.ends_with('W')) {
      ASSIGN_OR_RETURN(const auto day, ReadNumber(kDayOfMonth, part.substr(0, part.size() - 1)));
      nearest_weekdays_.push_back(day);
    } else {
      RETURN_IF_ERROR(ReadPart(kDayOfMonth, part, days_of_month_));
    }
  }
  return {};
}

Result<void> Cron::ReadDaysOfWeek(std::string_view text) {
  if (text.contains('#') && text.contains(','))
    return FieldError(kDayOfWeek, "a single expression when it has a #", text);
  for (const auto part : SplitList(text)) {
    const auto hash = part.find('#');
    if (part == "L") {
      days_of_week_.insert(kSaturday);
    } else if (part.ends_with('L')) {
      ASSIGN_OR_RETURN(const auto day, ReadNumber(kDayOfWeek, part.substr(0, part.size() - 1)));
      last_days_of_week_.insert(day);
    } else if (hash != std::string_view::npos) {
      ASSIGN_OR_RETURN(const auto day, ReadNumber(kDayOfWeek, part.substr(0, hash)));
      const auto which = part.substr(hash + 1);
      if (which.size() != 1 || which[0] < '1' || which[0] > '5')
        return FieldError(kDayOfWeek, "1 to 5 after #", part);
      nth_days_of_week_.insert({day, which[0] - '0'});
    } else {
      RETURN_IF_ERROR(ReadPart(kDayOfWeek, part, days_of_week_));
    }
  }
  return {};
}

bool Cron::IsOn(Date day) const {
  if (!months_.contains(day.month())) return false;
  if (!by_month_) {
    const int weekday = SundayFirst(day);
    return days_of_week_.contains(weekday) ||
           (last_days_of_week_.contains(weekday) && (day + 7).month() != day.month()) ||
           nth_days_of_week_.contains({weekday, (day.day() - 1) / 7 + 1});
  }
  if (days_of_month_.contains(day.day())) return true;
  if (!last_day_ && !last_weekday_ && nearest_weekdays_.empty()) return false;
  const auto last = LastOfMonth(day);
  if (last_day_ && day == last) return true;
  if (last_weekday_ && day == NearestWeekday(last)) return true;
  for (const int number : nearest_weekdays_) {
    if (number <= last.day() && day == NearestWeekday(last - (last.day() - number))) return true;
  }
  return false;
}

std::optional<Instant> Cron::NextAfter(Instant after, const Zone& zone) const {
  const auto end = Date::Of(kYear.last, 12, 31);
  // Start a day early: where clocks are set back across midnight, the last hour of a day occurs twice.
  auto day = zone.At(after).day - 1;
  while (day <= end) {
    if (!years_.contains(day.year())) {
      const auto next_year = years_.upper_bound(day.year());
      if (next_year == years_.end()) return std::nullopt;
      day = *Date::FromCivil(*next_year, 1, 1);
    }
    if (IsOn(day)) {
      for (const int hour : hours_) {
        for (const int minute : minutes_) {
          const auto at = zone.First({day, hour, minute, 0});
          if (at && *at > after) return at;
        }
      }
    }
    ++day;
  }
  return std::nullopt;
}

}  // namespace fxlake::schedule
