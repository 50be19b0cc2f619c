// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/scheduled_run.h"

#include "fxlake/cli/audited.h"
#include "fxlake/cli/command.h"
#include "fxlake/cli/opening.h"
#include "fxlake/cli/progress.h"
#include "fxlake/cli/run_work.h"
#include "fxlake/cli/told_run.h"

namespace fxlake::cli {
namespace {

Result<std::optional<std::string>> TextOrNull(const Json& input, std::string_view key) {
  const auto* value = input.Find(key);
  if (value == nullptr || value->is_null()) return std::nullopt;
  ASSIGN_OR_RETURN(auto text, input.StringAt(key));
  return text;
}

Result<std::vector<std::string>> SourcesOf(const Json& input) {
  std::vector<std::string> sources;
  const auto* list = input.Find("sources");
  if (list == nullptr || list->is_null()) return sources;
  if (!list->is_array()) return InvalidInput("sources is a list of names");
  for (const auto& name : list->array()) {
    if (!name.is_string()) return InvalidInput("sources is a list of names");
    sources.push_back(name.string());
  }
  return sources;
}

}  // namespace

void DeclareScheduledRun(Arguments& arguments, ScheduledRunOptions& options) {
  arguments.Option("--replay", options.work.replay, "Recorded bytes in place of the network, in every run");
  DeclareRunWork(arguments, options.work);
  DeclareTelling(arguments, options.telling);
}

Result<bool> RunScheduled(Session& session, const Json& input, const std::string& name, const ScheduledRunOptions& options,
                          const Telling& telling) {
  constexpr std::string_view kReading = "reading the schedule's input";
  pipeline::RunOptions run{.name = name, .replayed = options.work.replay.has_value()};
  ASSIGN_OR_RETURN(auto sources, SourcesOf(input).In(kReading));
  ASSIGN_OR_RETURN(const auto from_text, TextOrNull(input, "from").In(kReading));
  ASSIGN_OR_RETURN(const auto to_text, TextOrNull(input, "to").In(kReading));
  ASSIGN_OR_RETURN(const auto from, ReadDay(from_text, "from"));
  ASSIGN_OR_RETURN(const auto to, ReadDay(to_text, "to"));
  ASSIGN_OR_RETURN(const auto* catalog, session.Catalog());
  if (sources.empty()) {
    ASSIGN_OR_RETURN(sources, catalog->EnabledNames());
  }
  for (const auto& source : sources) run.asks.push_back({.source = source, .from = from, .to = to});
  Progress progress(session.world().err, !session.options().quiet);
  ASSIGN_OR_RETURN(const auto work, OpenRunWork(session, options.work, progress));
  ASSIGN_OR_RETURN(const auto code, RunTold(session, work, run, AuditedCommand("schedule", sources), telling));
  return code == kSuccess;
}

}  // namespace fxlake::cli
