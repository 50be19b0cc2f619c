// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/scheduled_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "fxlake/base/nearest.h"
#include "fxlake/cli/audited.h"
#include "fxlake/cli/command.h"
#include "fxlake/cli/date_options.h"
#include "fxlake/cli/progress.h"
#include "fxlake/cli/run_and_report.h"
#include "fxlake/cli/run_work.h"
#include "fxlake/telemetry/known_objects.h"

namespace fxlake::cli {
namespace {

constexpr std::array<std::string_view, 5> kKeys = {"sources", "from", "to", "parameters", "unverified"};

// The member with that key; null counts as absent.
const Json* MemberOf(const Json& input, std::string_view key) {
  const auto* value = input.Find(key);
  return value == nullptr || value->is_null() ? nullptr : value;
}

Result<std::optional<Date>> DayOf(const Json& input, std::string_view key) {
  const auto* value = MemberOf(input, key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string())
    return InvalidInput(fmt::format("{} must be a date such as \"2026-04-14\", or null", key));
  return ReadDay(value->string(), key);
}

Result<std::vector<std::string>> SourcesOf(const Json& input, const sources::Catalog& catalog) {
  std::vector<std::string> sources;
  const auto* list = MemberOf(input, "sources");
  if (list == nullptr) return sources;
  const auto wrong = InvalidInput("sources must be a list of names without duplicates");
  if (!list->is_array() || list->array().empty()) return wrong;
  for (const auto& name : list->array()) {
    if (!name.is_string() || std::ranges::count(sources, name.string()) != 0) return wrong;
    RETURN_IF_ERROR(catalog.Find(name.string()));
    sources.push_back(name.string());
  }
  return sources;
}

Result<std::map<std::string, std::string>> ParametersOf(const Json& input) {
  std::map<std::string, std::string> parameters;
  const auto* object = MemberOf(input, "parameters");
  if (object == nullptr) return parameters;
  const auto wrong = InvalidInput("parameters must be an object with text values");
  if (!object->is_object()) return wrong;
  for (const auto& [name, value] : object->object()) {
    if (!value.is_string()) return wrong;
    parameters[name] = value.string();
  }
  return parameters;
}

}  // namespace

void DeclareScheduledRun(Arguments& arguments, ScheduledRunOptions& options) {
  arguments.Option("--replay", options.work.replay,
                   "Recorded responses to use in every run instead of the network");
  DeclareRunWork(arguments, options.work);
  DeclareReporting(arguments, options.reporting);
}

Result<ScheduledInput> ReadScheduledInput(const Json& input, const sources::Catalog& catalog) {
  for (const auto& [key, value] : input.object()) {
    if (std::ranges::count(kKeys, key) == 0)
      return InvalidInput(fmt::format("unknown key {}{}", key, DidYouMean(key, kKeys)));
  }
  ScheduledInput read;
  ASSIGN_OR_RETURN(read.sources, SourcesOf(input, catalog));
  ASSIGN_OR_RETURN(read.from, DayOf(input, "from"));
  ASSIGN_OR_RETURN(read.to, DayOf(input, "to"));
  if (read.from && read.to && *read.to < *read.from) return InvalidInput("to is earlier than from");
  ASSIGN_OR_RETURN(read.parameters, ParametersOf(input));
  if (const auto* unverified = MemberOf(input, "unverified")) {
    if (!unverified->is_bool()) return InvalidInput("unverified must be true or false");
    read.unverified = unverified->boolean();
  }
  return read;
}

Result<bool> RunScheduled(Session& session, const schedule::Schedule& schedule, const std::string& name,
                          const ScheduledRunOptions& options, const Reporting& reporting) {
  pipeline::RunOptions run{.name = name, .replayed = options.work.replay.has_value()};
  ASSIGN_OR_RETURN(const auto* catalog, session.Catalog());
  ASSIGN_OR_RETURN(auto read,
                   ReadScheduledInput(schedule.input, *catalog).In("reading the input of the schedule"));
  auto& sources = read.sources;
  if (sources.empty()) {
    ASSIGN_OR_RETURN(sources, catalog->EnabledNames());
  }
  for (const auto& source : sources)
    run.fetch_requests.push_back({.source = source, .from = read.from, .to = read.to});
  run.parameters = std::move(read.parameters);
  run.unverified = read.unverified;
  Progress progress(session.environment().err, !session.options().quiet);
  ASSIGN_OR_RETURN(const auto work, OpenRunWork(session, options.work, progress));
  const auto command = AuditedCommand(telemetry::ScheduleCommandText(schedule.name), sources);
  ASSIGN_OR_RETURN(const auto code, RunAndReport(session, work, run, command, reporting));
  return code == kSuccess;
}

}  // namespace fxlake::cli
