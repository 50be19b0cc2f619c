// SPDX-License-Identifier: Apache-2.0
#include "fxlake/schedule/schedule.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "fxlake/base/nearest.h"

namespace fxlake::schedule {
namespace {

constexpr std::array<std::string_view, 8> kKeys = {"name", "expression",       "timezone", "start",
                                                   "end",  "flexible_minutes", "input",    "enabled"};
constexpr std::int64_t kMostFlexibleMinutes = 1440;
constexpr std::size_t kMostSchedules = 100;

// The names that EventBridge Scheduler allows; the name is also part of a key.
bool IsName(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
  };
  return !name.empty() && name.size() <= 64 && name.front() != '.' && std::ranges::all_of(name, allowed);
}

Result<std::optional<Instant>> ReadInstant(const Json& json, std::string_view key) {
  const auto* value = json.Find(key);
  if (value == nullptr || value->is_null()) return std::nullopt;
  if (!value->is_string())
    return InvalidInput(fmt::format("{} must be a time such as \"2026-04-14T00:00:00Z\", or null", key));
  ASSIGN_OR_RETURN(const auto at, Instant::Parse(value->string()).In(fmt::format("reading {}", key)));
  return at;
}

Result<Schedule> ReadSchedule(const Json& json) {
  for (const auto& [key, value] : json.object()) {
    if (std::ranges::find(kKeys, key) == kKeys.end())
      return InvalidInput(fmt::format("unknown key {}{}", key, DidYouMean(key, kKeys)));
  }
  ASSIGN_OR_RETURN(auto name, json.StringAt("name"));
  ASSIGN_OR_RETURN(auto text, json.StringAt("expression"));
  ASSIGN_OR_RETURN(auto expression, Expression::Parse(text));
  ASSIGN_OR_RETURN(const auto zone_name,
                   json.Find("timezone") == nullptr ? Result<std::string>("UTC") : json.StringAt("timezone"));
  ASSIGN_OR_RETURN(auto zone, Zone::Load(zone_name));
  Schedule schedule{.name = std::move(name),
                    .expression_text = std::move(text),
                    .expression = std::move(expression),
                    .zone = std::move(zone)};
  ASSIGN_OR_RETURN(schedule.start, ReadInstant(json, "start"));
  ASSIGN_OR_RETURN(schedule.end, ReadInstant(json, "end"));
  if (schedule.start && schedule.end && *schedule.end <= *schedule.start)
    return InvalidInput("end must be later than start");
  if (json.Find("flexible_minutes") != nullptr) {
    ASSIGN_OR_RETURN(schedule.flexible_minutes, json.Int64At("flexible_minutes"));
    if (schedule.flexible_minutes < 0 || schedule.flexible_minutes > kMostFlexibleMinutes)
      return InvalidInput(fmt::format("flexible_minutes must be 0 to {}", kMostFlexibleMinutes));
  }
  const auto* input = json.Find("input");
  schedule.input = input == nullptr ? Json::EmptyObject() : *input;
  if (!schedule.input.is_object()) return InvalidInput("input must be an object");
  const auto* enabled = json.Find("enabled");
  if (enabled != nullptr && !enabled->is_bool()) return InvalidInput("enabled must be true or false");
  schedule.enabled = enabled == nullptr || enabled->boolean();
  return schedule;
}

}  // namespace

std::optional<Instant> Schedule::NextAfter(Instant after, Instant first_seen) const {
  if (start && after < *start) after = *start + (-1);
  const auto next = expression.NextAfter(after, zone, start.value_or(first_seen));
  if (next && end && *next >= *end) return std::nullopt;
  return next;
}

Result<std::vector<Schedule>> ParseSchedules(std::string_view text) {
  ASSIGN_OR_RETURN(const auto json, Json::Parse(text, {.max_depth = 64, .reject_duplicate_keys = true}));
  const auto* list = json.Find("schedules");
  if (list == nullptr || !list->is_array() || json.object().size() != 1)
    return InvalidInput("expected {\"schedules\": [..]} and no other key");
  if (list->array().size() > kMostSchedules)
    return InvalidInput(fmt::format("at most {} schedules are allowed", kMostSchedules));
  std::vector<Schedule> schedules;
  std::set<std::string> names;
  for (const auto& item : list->array()) {
    const auto* name = item.Find("name");
    if (name == nullptr || !name->is_string() || !IsName(name->string()))
      return InvalidInput("the name of a schedule must have 1 to 64 letters, digits, \"-\", \"_\" and \".\"");
    const auto doing = fmt::format("schedule {}", name->string());
    if (!names.insert(name->string()).second) return InvalidInput(doing + ": the name is not unique");
    ASSIGN_OR_RETURN(auto schedule, ReadSchedule(item).In(doing));
    schedules.push_back(std::move(schedule));
  }
  return schedules;
}

}  // namespace fxlake::schedule
