// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/read_calendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "fxlake/base/nearest.h"
#include "fxlake/sources/language/label.h"
#include "fxlake/sources/language/month_names.h"

namespace fxlake::sources {
namespace {

using rates::AnnualClosing;

constexpr std::array<std::string_view, 7> kWeekdays = {"MONDAY", "TUESDAY",  "WEDNESDAY", "THURSDAY",
                                                       "FRIDAY", "SATURDAY", "SUNDAY"};
constexpr std::array<std::string_view, 5> kPlaces = {"FIRST", "SECOND", "THIRD", "FOURTH", "FIFTH"};

// The position of a word from 1, or 0.
int PlaceIn(std::span<const std::string_view> words, std::string_view word) {
  const auto found = std::ranges::find(words, word);
  return found == words.end() ? 0 : static_cast<int>(found - words.begin()) + 1;
}

std::string_view TakeWord(std::string_view& text) {
  const auto word = text.substr(0, text.find(' '));
  text.remove_prefix(std::min(word.size() + 1, text.size()));
  return word;
}

std::optional<int> Number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  int number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && stop == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

// The offset after "EASTER": nothing, "+39", "-2", with optional spaces around the sign.
std::optional<int> DaysFromEaster(std::string_view& text) {
  const auto end = std::min(text.find_first_not_of("+-0123456789 "), text.size());
  std::string digits(text.substr(0, end));
  text.remove_prefix(end);
  std::erase(digits, ' ');
  return digits.empty() ? std::optional(0) : Number(digits);
}

bool TakeDay(std::string_view& text, AnnualClosing& closing) {
  constexpr std::string_view kEaster = "EASTER", kOrthodox = "ORTHODOX ";
  if (text.starts_with(kOrthodox) || text.starts_with(kEaster)) {
    const bool orthodox = text.starts_with(kOrthodox);
    if (orthodox) text.remove_prefix(kOrthodox.size());
    if (!text.starts_with(kEaster)) return false;
    text.remove_prefix(kEaster.size());
    const auto days = DaysFromEaster(text);
    closing.kind =
        orthodox ? AnnualClosing::Kind::days_from_orthodox_easter : AnnualClosing::Kind::days_from_easter;
    closing.day = days.value_or(0);
    return days.has_value();
  }
  const auto word = TakeWord(text);
  if (const int place = PlaceIn(kPlaces, word); place > 0 || word == "LAST") {
    closing.kind = AnnualClosing::Kind::weekday_of_month;
    closing.day = place > 0 ? place : -1;
    closing.weekday = PlaceIn(kWeekdays, TakeWord(text));
    const bool of = TakeWord(text) == "OF";
    closing.month = MonthNames().Take(text);
    return of && closing.weekday > 0 && closing.month > 0;
  }
  const auto month = Number(word.substr(0, 2)),
             day = Number(word.substr(std::min<std::size_t>(3, word.size())));
  closing.month = month.value_or(0);
  closing.day = day.value_or(0);
  // 2000 is a leap year, so 29 February is valid.
  return word.size() == 5 && word[2] == '-' && Date::FromCivil(2000, closing.month, closing.day).has_value();
}

bool TakeCondition(std::string_view& text, AnnualClosing& closing) {
  constexpr std::string_view kMoved = "OR NEXT MONDAY";
  if (text.starts_with(kMoved)) {
    closing.or_next_monday = true;
    text.remove_prefix(std::min(kMoved.size() + 1, text.size()));
    return true;
  }
  const auto word = TakeWord(text);
  const auto year = Number(TakeWord(text));
  if (!year || *year < 1 || *year > 9999 || (word != "FROM" && word != "UNTIL")) return false;
  (word == "FROM" ? closing.first_year : closing.last_year) = *year;
  return true;
}

void ReadClosed(TableReader& table, rates::CalendarRules& rules) {
  for (const auto& text : table.Texts("closed")) {
    if (const auto day = Date::Parse(text)) {
      rules.closed.push_back(*day);
      continue;
    }
    const auto closing = ParseAnnualClosing(text);
    if (!closing) table.Fail("closed", closing.error().message());
    if (closing) rules.annual.push_back(*closing);
  }
  for (const auto& text : table.Texts("open")) {
    const auto day = Date::Parse(text);
    if (!day) table.Fail("open", day.error().message());
    if (day) rules.open.push_back(*day);
  }
}

rates::Calendar Named(TableReader& table, std::string_view key, const std::string& name) {
  auto calendar = rates::Calendar::Named(name);
  if (calendar) return *std::move(calendar);
  table.Fail(key, calendar.error().message());
  return *rates::Calendar::Named("weekdays");
}

}  // namespace

Result<AnnualClosing> ParseAnnualClosing(std::string_view text) {
  const auto normal = NormalLabel(text);
  std::string_view rest = normal;
  AnnualClosing closing;
  bool right = TakeDay(rest, closing);
  while (right && !rest.empty()) {
    if (rest.starts_with(' ')) rest.remove_prefix(1);
    right = TakeCondition(rest, closing);
  }
  if (right && closing.first_year <= closing.last_year) return closing;
  return InvalidInput(fmt::format(
      "expected a day such as \"2026-12-24\", \"12-25\", \"easter+1\", \"orthodox easter-2\" or "
      "\"first Monday of May\", optionally followed by \"or next Monday\", \"from 2001\" or \"until "
      "2014\", not \"{}\"",
      text));
}

rates::Calendar ReadCalendar(TableReader& table, const std::string& source) {
  table.Note("calendar", ValueShape::text);
  const auto* found = table.Find("calendar");
  const bool is_table = found != nullptr && std::holds_alternative<TomlValue::Table>(found->value);
  if (!is_table) {
    if (table.Has("calendar")) return Named(table, "calendar", table.Text("calendar"));
    return *rates::Calendar::Named("weekdays");
  }
  auto inner = table.Inner("calendar", *found);
  auto rules = Named(inner, "like", inner.Text("like", "weekdays")).rules();
  const auto weekdays = inner.Texts("closed_weekdays");
  if (!weekdays.empty()) rules.closed_weekdays.clear();
  for (const auto& name : weekdays) {
    const int weekday = PlaceIn(kWeekdays, NormalLabel(name));
    if (weekday == 0)
      inner.Fail("closed_weekdays",
                 fmt::format("\"{}\" is not a weekday{}", name, DidYouMean(NormalLabel(name), kWeekdays)));
    if (weekday > 0) rules.closed_weekdays.push_back(weekday);
  }
  ReadClosed(inner, rules);
  auto calendar = rates::Calendar::Make(source, std::move(rules));
  if (!calendar) inner.Fail("", calendar.error().message());
  if (const auto finished = inner.Finish(); !finished) table.Adopt(finished.error());
  return calendar ? *std::move(calendar) : *rates::Calendar::Named("weekdays");
}

}  // namespace fxlake::sources
