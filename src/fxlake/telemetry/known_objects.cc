// SPDX-License-Identifier: Apache-2.0
#include "fxlake/telemetry/known_objects.h"

#include "fxlake/lake/keys.h"

namespace fxlake::telemetry {
namespace {

constexpr std::string_view kSchedule = "schedule ";

}  // namespace

std::map<std::string, std::string> KnownObjects(const std::vector<AuditLine>& lines) {
  std::map<std::string, std::string> known;
  for (const auto& line : lines) {
    if (!line.entry) continue;
    for (const auto& object : line.entry->objects) known[object.key] = object.sha256;
  }
  return known;
}

std::string ScheduleCommandText(const std::string& schedule) { return std::string(kSchedule) + schedule; }

std::set<std::string> KnownScheduleStates(const std::vector<AuditLine>& lines) {
  std::set<std::string> keys;
  for (const auto& line : lines) {
    if (!line.entry) continue;
    for (const auto& object : line.entry->objects) {
      if (object.sha256.empty()) keys.erase(object.key);
    }
    const auto& command = line.entry->command;
    if (!command.starts_with(kSchedule)) continue;
    const auto name =
        command.substr(kSchedule.size(), command.find(' ', kSchedule.size()) - kSchedule.size());
    if (!name.starts_with("--")) keys.insert(lake::ScheduleStateKey(name));  // which earlier entries have not
  }
  return keys;
}

}  // namespace fxlake::telemetry
