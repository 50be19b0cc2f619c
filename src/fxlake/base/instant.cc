// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/instant.h"

#include <cstdio>

#include "fxlake/base/excerpt.h"

namespace fxlake {
namespace {

struct Clock {
  Date date;
  int hour, minute, second, micros;
};

Clock Split(Instant at) {
  const Date date = at.date();
  const std::int64_t rest = at - Instant::StartOf(date);
  const auto seconds = static_cast<int>(rest / Instant::kPerSecond);
  return {date, seconds / 3600, seconds / 60 % 60, seconds % 60,
          static_cast<int>(rest % Instant::kPerSecond)};
}

// Removes `digits` digits from the front of `text`; -1 when they are missing.
int Take(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return -1;
  int value = 0;
  for (const char c : text.substr(0, digits)) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool Skip(std::string_view& text, std::string_view any_of) {
  if (text.empty() || !any_of.contains(text.front())) return false;
  text.remove_prefix(1);
  return true;
}

// The fractional digits after the point, in microseconds; -1 when there are none or too many.
int TakeFraction(std::string_view& text) {
  int micros = 0;
  int digits = 0;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    if (digits < 6) micros = micros * 10 + (text.front() - '0');
    ++digits;
    text.remove_prefix(1);
  }
  if (digits == 0 || digits > 9) return -1;
  for (; digits < 6; ++digits) micros *= 10;
  return micros;
}

// The offset from UTC in minutes; false when it is malformed.
bool TakeOffset(std::string_view& text, int& minutes) {
  if (Skip(text, "Zz")) return true;
  const int sign = text.starts_with('-') ? -1 : 1;
  if (!Skip(text, "+-")) return false;
  const int hours = Take(text, 2);
  const bool colon = Skip(text, ":");
  const int rest = Take(text, 2);
  minutes = sign * (hours * 60 + rest);
  return colon && hours >= 0 && hours < 24 && rest >= 0 && rest < 60;
}

Result<Instant> Combine(Date date, int hour, int minute, int second, int micros, int offset_minutes) {
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || micros < 0) {
    return InvalidInput("no such time of day");
  }
  const std::int64_t seconds = (hour * 60 + minute - offset_minutes) * 60 + second;
  return Instant::StartOf(date) + (seconds * Instant::kPerSecond + micros);
}

}  // namespace

Result<Instant> Instant::Parse(std::string_view text) {
  const auto malformed = InvalidInput("not a time in the format 2026-04-14T07:30:00Z: \"" +
                                      std::string(Excerpt(text, 40)) + "\"");
  if (text.size() < 20) return malformed;
  ASSIGN_OR_RETURN(const Date date, Date::Parse(text.substr(0, 10)));
  text.remove_prefix(10);
  if (!Skip(text, "Tt ")) return malformed;
  const int hour = Take(text, 2);
  const bool first = Skip(text, ":");
  const int minute = Take(text, 2);
  const bool second_colon = Skip(text, ":");
  const int second = Take(text, 2);
  const int micros = Skip(text, ".") ? TakeFraction(text) : 0;
  int offset = 0;
  if (!first || !second_colon || !TakeOffset(text, offset) || !text.empty()) return malformed;
  auto instant = Combine(date, hour, minute, second, micros, offset);
  return instant ? instant : malformed;
}

Result<Instant> Instant::ParseCompact(std::string_view text) {
  const auto malformed = InvalidInput("not a time in the format 20260414T073000.250000Z: \"" +
                                      std::string(Excerpt(text, 40)) + "\"");
  if (text.size() != 23 || text[8] != 'T' || text[15] != '.' || text[22] != 'Z') return malformed;
  const int year = Take(text, 4), month = Take(text, 2), day = Take(text, 2);
  text.remove_prefix(1);
  const int hour = Take(text, 2), minute = Take(text, 2), second = Take(text, 2);
  text.remove_prefix(1);
  const int micros = Take(text, 6);
  const auto date = Date::FromCivil(year, month, day);
  if (!date) return malformed;
  auto instant = Combine(*date, hour, minute, second, micros, 0);
  return instant ? instant : malformed;
}

Date Instant::date() const {
  const std::int64_t days = micros_ / kPerDay - (micros_ % kPerDay < 0 ? 1 : 0);
  return Date::FromDays(static_cast<std::int32_t>(days));
}

std::string Instant::ToString() const {
  const auto at = Split(*this);
  char time[32];
  std::snprintf(time, sizeof time, "T%02d:%02d:%02d.%06dZ", at.hour, at.minute, at.second, at.micros);
  return at.date.ToString() + time;
}

std::string Instant::ToSeconds() const { return ToString().substr(0, 19) + "Z"; }

std::string Instant::ToCompact() const {
  std::string text;
  for (const char c : ToString()) {
    if (c != '-' && c != ':') text += c;
  }
  return text;
}

}  // namespace fxlake
