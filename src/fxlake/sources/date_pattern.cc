// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/date_pattern.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace fxlake::sources {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"January", "February", "March",     "April",   "May",      "June",
                                                      "July",    "August",   "September", "October", "November", "December"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Blanks off the front, no-break ones (U+00A0) too.
void SkipBlanks(std::string_view& text) {
  while (!text.empty() && (IsBlank(text.front()) || text.starts_with("\xC2\xA0"))) text.remove_prefix(IsBlank(text.front()) ? 1 : 2);
}
char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Up to `most` digits off the front; false when there are fewer than `least`.
bool TakeNumber(std::string_view& text, std::size_t least, std::size_t most, int& number) {
  std::size_t length = 0;
  number = 0;
  while (length < most && length < text.size() && IsDigit(text[length])) number = number * 10 + (text[length++] - '0');
  text.remove_prefix(length);
  return length >= least;
}

bool StartsWithWord(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (Lower(text[i]) != Lower(word[i])) return false;
  }
  return true;
}

bool TakeMonthName(std::string_view& text, int& month) {
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    for (const auto name : {kMonths[i], kMonths[i].substr(0, 3)}) {
      if (!StartsWithWord(text, name)) continue;
      text.remove_prefix(name.size());
      month = static_cast<int>(i) + 1;
      return true;
    }
  }
  return false;
}

struct Parts {
  int year = 0, month = 0, day = 0, ignored = 0;
};

bool Take(char kind, std::string_view& text, Parts& parts) {
  switch (kind) {
    case 'Y': return TakeNumber(text, 4, 4, parts.year);
    case 'y':
      if (!TakeNumber(text, 2, 2, parts.year)) return false;
      parts.year += parts.year < 69 ? 2000 : 1900;
      return true;
    case 'm': return TakeNumber(text, 1, 2, parts.month);
    case 'd': return TakeNumber(text, 1, 2, parts.day);
    case 'b':
    case 'B': return TakeMonthName(text, parts.month);
    case 'H':
    case 'M':
    case 'S': return TakeNumber(text, 1, 2, parts.ignored);
    case '*': text = {}; return true;
    default:
      if (!text.starts_with('%')) return false;
      text.remove_prefix(1);
      return true;
  }
}

}  // namespace

Result<DatePattern> DatePattern::Make(std::string pattern) {
  if (pattern == "excel") return DatePattern(std::move(pattern), Number::excel);
  if (pattern == "epoch") return DatePattern(std::move(pattern), Number::seconds);
  if (pattern == "epoch ms") return DatePattern(std::move(pattern), Number::milliseconds);
  bool year = false, month = false, day = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%') continue;
    const char kind = ++i < pattern.size() ? pattern[i] : '\0';
    if (std::string_view("YymdbBHMS*%").find(kind) == std::string_view::npos || kind == '\0') {
      return InvalidInput(fmt::format("not a date pattern: \"{}\": a % is followed by none of Y y m d b B H M S * %", pattern));
    }
    year = year || kind == 'Y' || kind == 'y';
    month = month || kind == 'm' || kind == 'b' || kind == 'B';
    day = day || kind == 'd';
  }
  if (!year || !month || !day)
    return InvalidInput(fmt::format("not a date pattern: \"{}\": it lacks the year, the month or the day", pattern));
  return DatePattern(std::move(pattern), Number::none);
}

// Parts of a day are left out.
Result<Date> DatePattern::ReadNumber(std::string_view text) const {
  std::int64_t number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view rest(stop, static_cast<std::size_t>(text.data() + text.size() - stop));
  const bool fraction = rest.empty() || (rest.front() == '.' && rest.find_first_not_of("0123456789", 1) == std::string_view::npos);
  if (error != std::errc() || !fraction)
    return InvalidInput(fmt::format("not a date as a number ({}): \"{}\"", pattern_, text.substr(0, 40)));
  constexpr std::int64_t kSecondsOfDay = 86'400, kExcelEpoch = 25'569;  // 1970-01-01 as a workbook counts, from March 1900 on
  const auto unit = number_ == Number::seconds ? kSecondsOfDay : kSecondsOfDay * 1000;
  const auto days = number_ == Number::excel ? number - kExcelEpoch : (number - (number < 0 ? unit - 1 : 0)) / unit;
  constexpr std::int64_t kMost = 2'932'896;  // 9999-12-31
  if (days < -kExcelEpoch + 61 || days > kMost) return InvalidInput(fmt::format("no such day: {} as {}", text.substr(0, 40), pattern_));
  return Date::FromDays(static_cast<std::int32_t>(days));
}

Result<Date> DatePattern::Read(std::string_view text) const {
  if (number_ != Number::none) return ReadNumber(text);
  const auto mismatch = [&, whole = text] {
    return InvalidInput(fmt::format("not a date of the form {}: \"{}\"", pattern_, whole.substr(0, 40)));
  };
  Parts parts;
  for (std::size_t i = 0; i < pattern_.size(); ++i) {
    if (pattern_[i] == '%') {
      if (!Take(pattern_[++i], text, parts)) return mismatch();
    } else if (IsBlank(pattern_[i])) {
      SkipBlanks(text);
    } else if (text.starts_with(pattern_[i])) {
      text.remove_prefix(1);
    } else {
      return mismatch();
    }
  }
  if (!text.empty()) return mismatch();
  return Date::FromCivil(parts.year, parts.month, parts.day);
}

std::string DatePattern::Write(Date date) const {
  constexpr std::int64_t kSecondsOfDay = 86'400;
  if (number_ == Number::excel) return std::to_string(date.days() + 25'569);
  if (number_ != Number::none) return std::to_string(date.days() * kSecondsOfDay * (number_ == Number::seconds ? 1 : 1000));
  std::string text;
  for (std::size_t i = 0; i < pattern_.size(); ++i) {
    if (pattern_[i] != '%') {
      text += pattern_[i];
      continue;
    }
    const auto month = kMonths[static_cast<std::size_t>(date.month() - 1)];
    switch (pattern_[++i]) {
      case 'Y': text += fmt::format("{:04}", date.year()); break;
      case 'y': text += fmt::format("{:02}", date.year() % 100); break;
      case 'm': text += fmt::format("{:02}", date.month()); break;
      case 'd': text += fmt::format("{:02}", date.day()); break;
      case 'b': text += month.substr(0, 3); break;
      case 'B': text += month; break;
      case '%': text += '%'; break;
      case '*': break;
      default: text += "00";
    }
  }
  return text;
}

}  // namespace fxlake::sources
