// SPDX-License-Identifier: Apache-2.0
#include "fxlake/schedule/zone.h"

#include <absl/time/civil_time.h>
#include <absl/time/time.h>
#include <fmt/format.h>

#include <algorithm>

namespace fxlake::schedule {

struct Zone::Rules {
  absl::TimeZone zone;

  absl::TimeZone::TimeInfo Find(const WallTime& wall) const {
    return zone.At(absl::CivilSecond(wall.day.year(), wall.day.month(), wall.day.day(), wall.hour,
                                     wall.minute, wall.second));
  }
};

namespace {

// Neither a path out of the database nor one of the library's special names.
bool IsZoneName(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '+' || c == '-' || c == '/';
  };
  return !name.empty() && name.size() <= 64 && name.front() != '/' && name != "localtime" &&
         std::ranges::all_of(name, allowed);
}

Instant ToInstant(absl::Time time) { return Instant::FromMicros(absl::ToUnixMicros(time)); }

}  // namespace

Result<Zone> Zone::Load(const std::string& name) {
  Rules rules;
  if (!IsZoneName(name) || !absl::LoadTimeZone(name, &rules.zone))
    return InvalidInput("unknown time zone \"" + name + "\"");
  return Zone(name, std::make_shared<const Rules>(rules));
}

WallTime Zone::At(Instant at) const {
  const absl::CivilSecond civil = rules_->zone.At(absl::FromUnixMicros(at.micros())).cs;
  const auto day =
      Date::FromDays(static_cast<std::int32_t>(absl::CivilDay(civil) - absl::CivilDay(1970, 1, 1)));
  return {day, civil.hour(), civil.minute(), civil.second()};
}

std::optional<Instant> Zone::First(const WallTime& wall) const {
  const auto found = rules_->Find(wall);
  if (found.kind == absl::TimeZone::TimeInfo::SKIPPED) return std::nullopt;
  return ToInstant(found.pre);
}

Instant Zone::FirstOrChange(const WallTime& wall) const {
  const auto found = rules_->Find(wall);
  return ToInstant(found.kind == absl::TimeZone::TimeInfo::SKIPPED ? found.trans : found.pre);
}

std::string Zone::Format(Instant at) const {
  const auto wall = At(at);
  const int minutes = rules_->zone.At(absl::FromUnixMicros(at.micros())).offset / 60;
  return fmt::format("{}T{:02}:{:02}:{:02}{}{:02}:{:02}", wall.day.ToString(), wall.hour, wall.minute,
                     wall.second, minutes < 0 ? '-' : '+', std::abs(minutes) / 60, std::abs(minutes) % 60);
}

}  // namespace fxlake::schedule
