// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/schedules_option.h"

#include <fstream>
#include <iterator>

#include "fxlake/cli/scheduled_run.h"

namespace fxlake::cli {
namespace {

Result<std::vector<schedule::Schedule>> ParseSchedules(Session& session, std::string_view text) {
  ASSIGN_OR_RETURN(auto schedules, schedule::ParseSchedules(text));
  ASSIGN_OR_RETURN(const auto* catalog, session.Catalog());
  for (const auto& each : schedules)
    RETURN_IF_ERROR(
        ReadScheduledInput(each.input, *catalog).In("schedule " + each.name + ": reading the input"));
  return schedules;
}

}  // namespace

Result<std::vector<schedule::Schedule>> ReadSchedules(Session& session,
                                                      const std::optional<std::string>& file) {
  const auto& path = file ? file : session.config().schedules;
  if (!path)
    return ParseSchedules(session, session.environment().schedules).In("reading the built-in schedules");
  std::ifstream stream(*path, std::ios::binary);
  if (!stream) return NotFound("reading the schedules: file not found: " + *path);
  return ParseSchedules(session, std::string(std::istreambuf_iterator<char>(stream), {}))
      .In("reading " + *path);
}

}  // namespace fxlake::cli
