// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/date_pattern.h"

#include <fmt/format.h>

#include <charconv>
#include <limits>

#include "fxlake/base/excerpt.h"
#include "fxlake/base/text.h"

namespace fxlake::sources {
namespace {

// Removes leading whitespace, including no-break spaces (U+00A0).
void SkipBlanks(std::string_view& text) {
  while (!text.empty() && (IsBlank(text.front()) || text.starts_with("\xC2\xA0")))
    text.remove_prefix(IsBlank(text.front()) ? 1 : 2);
}
// Removes up to `most` digits from the front; false when there are fewer than `least`.
bool TakeNumber(std::string_view& text, std::size_t least, std::size_t most, int& number) {
  std::size_t length = 0;
  number = 0;
  while (length < most && length < text.size() && IsDigit(text[length]))
    number = number * 10 + (text[length++] - '0');
  text.remove_prefix(length);
  return length >= least;
}

// Skips the suffix of an ordinal number.
void SkipOrdinal(std::string_view& text) {
  for (const std::string_view ending : {"st", "nd", "rd", "th", "er", "\xC2\xBA", "\xC2\xAA", "\xC2\xB0"}) {
    if (text.starts_with(ending)) return text.remove_prefix(ending.size());
  }
}

bool SkipWord(std::string_view& text) {
  std::size_t length = 0;
  while (length < text.size() && !IsDigit(text[length]) && !IsBlank(text[length]) &&
         !std::string_view(",.;:/-()").contains(text[length]))
    ++length;
  text.remove_prefix(length);
  return length > 0;
}

const std::shared_ptr<const MonthNames>& English() {
  static const auto kEnglish = std::make_shared<const MonthNames>();
  return kEnglish;
}

struct Parts {
  int year = 0, month = 0, day = 0, skipped = 0;
  int hour = 0, minute = 0;
  bool last_day = false, has_hour = false, afternoon = false;
};

// AM or PM of a twelve-hour clock.
bool TakeHalf(std::string_view& text, Parts& parts) {
  parts.afternoon = !text.empty() && (text.front() == 'p' || text.front() == 'P');
  return SkipWord(text);
}

bool Take(char kind, const MonthNames& months, std::string_view& text, Parts& parts) {
  switch (kind) {
    case 'Y': return TakeNumber(text, 4, 4, parts.year);
    case 'y':
      if (!TakeNumber(text, 2, 2, parts.year)) return false;
      parts.year += parts.year < 69 ? 2000 : 1900;
      return true;
    case 'm': return TakeNumber(text, 1, 2, parts.month);
    case 'd':
    case 'e':
      SkipBlanks(text);
      if (!TakeNumber(text, 1, 2, parts.day)) return false;
      SkipOrdinal(text);
      return true;
    case 'b':
    case 'B': parts.month = months.Take(text); return parts.month > 0;
    case 'a':
    case 'A': return SkipWord(text);
    case 'p': return TakeHalf(text, parts);
    case 'H':
    case 'I':
      parts.has_hour = true;
      if (!TakeNumber(text, 1, 2, parts.hour)) return false;
      if (kind == 'I') parts.hour %= 12;
      return true;
    case 'M': return TakeNumber(text, 1, 2, parts.minute);
    case 'S': return TakeNumber(text, 1, 2, parts.skipped);
    case 'f': return TakeNumber(text, 1, 9, parts.skipped);
    case '<': parts.day = 1; return true;
    case '>': parts.last_day = true; return true;
    case '*': text = {}; return true;
    default:
      if (!text.starts_with('%')) return false;
      text.remove_prefix(1);
      return true;
  }
}

}  // namespace

DatePattern::Number DatePattern::NumberOf(std::string_view pattern) {
  constexpr std::pair<std::string_view, Number> kNumbers[] = {{"excel", Number::excel},
                                                              {"excel 1904", Number::excel_1904},
                                                              {"epoch", Number::seconds},
                                                              {"epoch ms", Number::milliseconds}};
  for (const auto& [name, number] : kNumbers) {
    if (pattern == name) return number;
  }
  return Number::none;
}

Result<DatePattern> DatePattern::Make(std::string pattern, std::shared_ptr<const MonthNames> months,
                                      int utc_offset_minutes) {
  if (!months) months = English();
  if (const auto number = NumberOf(pattern); number != Number::none) {
    DatePattern made(std::move(pattern), number, std::move(months));
    made.utc_offset_minutes_ = utc_offset_minutes;
    return made;
  }
  auto made = Checked(pattern);
  if (!made) return made;
  bool year = false, month = false, day = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%') continue;
    if (i + 2 < pattern.size() && pattern[i + 1] == '-') ++i;
    const char kind = pattern[++i];
    year = year || kind == 'Y' || kind == 'y';
    month = month || kind == 'm' || kind == 'b' || kind == 'B';
    day = day || kind == 'd' || kind == 'e' || kind == '<' || kind == '>';
  }
  if (!year || !month || !day)
    return InvalidInput(fmt::format(
        "not a date pattern: \"{}\": it has no year, month or day (%< is the first of the month)", pattern));
  made->months_ = std::move(months);
  made->utc_offset_minutes_ = utc_offset_minutes;
  return made;
}

Result<DatePattern> DatePattern::ForWriting(std::string pattern) {
  if (const auto bar = pattern.rfind('|'); bar != std::string::npos) {
    ASSIGN_OR_RETURN(auto named, MonthNames::Of(std::string_view(pattern).substr(bar + 1)));
    ASSIGN_OR_RETURN(auto made, Checked(pattern.substr(0, bar)));
    made.months_ = std::make_shared<const MonthNames>(std::move(named));
    made.small_months_ = true;
    return made;
  }
  return Checked(std::move(pattern));
}

Result<DatePattern> DatePattern::Checked(std::string pattern) {
  const auto& months = English();
  if (const auto number = NumberOf(pattern); number != Number::none)
    return DatePattern(std::move(pattern), number, months);
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%') continue;
    if (i + 2 < pattern.size() && pattern[i + 1] == '-') ++i;
    const char kind = ++i < pattern.size() ? pattern[i] : '\0';
    if (!std::string_view("YymdebBaApHIMSf*<>%").contains(kind) || kind == '\0') {
      return InvalidInput(fmt::format(
          "not a date pattern: \"{}\": % must be followed by one of Y y m d e b B a A p H I M S f * < > %",
          pattern));
    }
  }
  return DatePattern(std::move(pattern), Number::none, months);
}

// The time of day is dropped.
Result<Date> DatePattern::ReadNumber(std::string_view text) const {
  std::int64_t number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view rest(stop, static_cast<std::size_t>(text.data() + text.size() - stop));
  const bool fraction = rest.empty() || (rest.front() == '.' &&
                                         rest.find_first_not_of("0123456789", 1) == std::string_view::npos);
  if (error != std::errc() || !fraction)
    return InvalidInput(
        fmt::format("not a date in the numeric format {}: \"{}\"", pattern_, Excerpt(text, 40)));
  // 1970-01-01 in workbook days, valid from March 1900
  constexpr std::int64_t kSecondsOfDay = 86'400, kExcelEpoch = 25'569;
  constexpr std::int64_t kExcel1904 = 1'462;  // the days from one system's epoch to the other's
  const auto unit = number_ == Number::seconds ? kSecondsOfDay : kSecondsOfDay * 1000;
  const bool is_excel = number_ == Number::excel || number_ == Number::excel_1904;
  constexpr auto kHalf = std::numeric_limits<std::int64_t>::max() / 2;
  if (!is_excel && number > -kHalf && number < kHalf)
    number += std::int64_t{60} * utc_offset_minutes_ * (unit / kSecondsOfDay);
  const auto days = is_excel ? number - kExcelEpoch + (number_ == Number::excel ? 0 : kExcel1904)
                             : (number - (number < 0 ? unit - 1 : 0)) / unit;
  constexpr std::int64_t kMost = 2'932'896;  // 9999-12-31
  if (days < -kExcelEpoch + 61 || days > kMost)
    return InvalidInput(fmt::format("no such day: {} as {}", Excerpt(text, 40), pattern_));
  return Date::FromDays(static_cast<std::int32_t>(days));
}

Result<Date> DatePattern::ReadPart(std::string_view text) const { return ReadWith(text, 1); }

Result<Date> DatePattern::Read(std::string_view text) const { return ReadWith(text, 0); }

Result<Date> DatePattern::ReadWith(std::string_view text, int default_part) const {
  if (number_ != Number::none) return ReadNumber(text);
  const auto mismatch = [&, whole = text] {
    return InvalidInput(fmt::format("not a date in the format {}: \"{}\"", pattern_, Excerpt(whole, 40)));
  };
  Parts parts{.month = default_part, .day = default_part};
  for (std::size_t i = 0; i < pattern_.size(); ++i) {
    if (pattern_[i] == '%') {
      if (i + 2 < pattern_.size() && pattern_[i + 1] == '-') ++i;
      const char kind = pattern_[++i];
      if (!Take(kind, *months_, text, parts)) return mismatch();
      // The point of an abbreviated name.
      const bool point_follows = i + 1 < pattern_.size() && pattern_[i + 1] == '.';
      if ((kind == 'b' || kind == 'B') && !point_follows && text.starts_with('.')) text.remove_prefix(1);
    } else if (IsBlank(pattern_[i])) {
      SkipBlanks(text);
    } else if (text.starts_with(pattern_[i])) {
      text.remove_prefix(1);
    } else {
      return mismatch();
    }
  }
  if (!text.empty()) return mismatch();
  if (!parts.last_day) {
    ASSIGN_OR_RETURN(const auto day, Date::FromCivil(parts.year, parts.month, parts.day));
    if (!parts.has_hour) return day;
    constexpr int kMinutesOfDay = 1440;
    const int minutes = (parts.hour + (parts.afternoon ? 12 : 0)) * 60 + parts.minute + utc_offset_minutes_;
    return utc_offset_minutes_ == 0 ? day : minutes < 0 ? day - 1 : minutes >= kMinutesOfDay ? day + 1 : day;
  }
  const bool december = parts.month == 12;
  ASSIGN_OR_RETURN(const auto next,
                   Date::FromCivil(parts.year + (december ? 1 : 0), december ? 1 : parts.month + 1, 1));
  return next - 1;
}

std::string DatePattern::Write(Date date) const {
  constexpr std::int64_t kSecondsOfDay = 86'400;
  if (number_ == Number::excel) return std::to_string(date.days() + 25'569);
  if (number_ == Number::excel_1904) return std::to_string(date.days() + 24'107);
  if (number_ != Number::none)
    return std::to_string(date.days() * kSecondsOfDay * (number_ == Number::seconds ? 1 : 1000));
  std::string text;
  for (std::size_t i = 0; i < pattern_.size(); ++i) {
    if (pattern_[i] != '%') {
      text += pattern_[i];
      continue;
    }
    auto month = std::string(months_->Name(date.month()));
    if (small_months_ && !month.empty() && month.front() >= 'A' && month.front() <= 'Z')
      month.front() = static_cast<char>(month.front() | 0x20);
    const bool short_number = i + 2 < pattern_.size() && pattern_[i + 1] == '-';
    i += short_number ? 2 : 1;
    switch (pattern_[i]) {
      case 'Y': text += fmt::format("{:04}", date.year()); break;
      case 'y': text += fmt::format("{:02}", date.year() % 100); break;
      case 'm': text += fmt::format("{:0{}}", date.month(), short_number ? 1 : 2); break;
      case 'e':
      case 'd': text += fmt::format("{:0{}}", date.day(), short_number ? 1 : 2); break;
      case 'b': text += month.substr(0, 3); break;
      case 'B': text += month; break;
      case '%': text += '%'; break;
      case '<':
      case '>':
      case '*': break;
      default: text += "00";
    }
  }
  return text;
}

}  // namespace fxlake::sources
