// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "fxlake/base/nearest.h"
#include "fxlake/cli/commands.h"
#include "fxlake/cli/run_text.h"
#include "fxlake/cli/states_text.h"
#include "fxlake/cli/table_output.h"
#include "fxlake/pipeline/run.h"
#include "fxlake/pipeline/run_history.h"

namespace fxlake::cli {
namespace {

Result<int> ListRuns(Session& session, std::int64_t limit) {
  if (limit < 0) return InvalidInput("--limit must be 0 or more");
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(auto runs, pipeline::ListRuns(lake.processed));
  const auto omitted = limit == 0 || runs.size() <= static_cast<std::size_t>(limit)
                           ? 0
                           : runs.size() - static_cast<std::size_t>(limit);
  runs.resize(runs.size() - omitted);
  query::Table table;
  table.columns = {{"name", ""},
                   {"status", ""},
                   {"started", ""},
                   {"seconds", "", query::ValueKind::decimal},
                   {"sources", ""}};
  for (const auto& run : runs) table.rows.push_back(RunRow(run));
  if (session.json()) {
    const auto rows = RowsToJson(table);
    auto list = Json::EmptyArray();
    for (std::size_t i = 0; i < runs.size(); ++i) {
      auto row = rows.array()[i];
      row.Set("sources", RunSources(runs[i]));
      list.Append(std::move(row));
    }
    session.PrintJson(list);
    return kSuccess;
  }
  if (runs.empty()) {
    session.Print("there are no runs yet\n");
    return kSuccess;
  }
  RETURN_IF_ERROR(PrintTable(session, table));
  if (omitted > 0) session.Print(fmt::format("… {} more; --limit 0 shows all\n", omitted));
  return kSuccess;
}

Result<int> ShowRun(Session& session, const std::optional<std::string>& name) {
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(const auto runs, pipeline::ListRuns(lake.processed));
  if (runs.empty()) return NotFound("there are no runs yet");
  const auto run = name ? std::ranges::find(runs, *name, &pipeline::PastRun::name) : runs.begin();
  if (run == runs.end()) {
    std::vector<std::string_view> known;
    for (const auto& each : runs) known.push_back(each.name);
    return NotFound(
        fmt::format("there is no run {}{}; \"fxlake runs\" lists the runs", *name, DidYouMean(*name, known)));
  }
  ASSIGN_OR_RETURN(const auto events, pipeline::ReadHistory(lake.processed, run->name));
  if (!run->report && events.empty())
    return NotFound(fmt::format("the run {} has no report: it is still running or was killed", run->name));
  const auto states = pipeline::StatesOf(events);
  if (session.json()) {
    auto report = run->report.value_or(JsonObject({{"name", run->name}, {"status", "UNFINISHED"}}));
    auto list = Json::EmptyArray();
    for (const auto& state : states) list.Append(pipeline::ToJson(state));
    report.Set("states", std::move(list));
    session.PrintJson(report);
    return kSuccess;
  }
  session.Print(run->report
                    ? RunText(*run->report, session.options().verbose)
                    : fmt::format("run {}: UNFINISHED: it is still running or was killed\n", run->name));
  if (!states.empty()) session.Print("\n" + StatesText(states));
  return kSuccess;
}

}  // namespace

Command RunsCommand() {
  return {"runs", "List the runs, newest first",
          "A run without a report is UNFINISHED: it is still running or was killed.\n"
          "\n"
          "Examples:\n"
          "  fxlake runs\n"
          "  fxlake runs --limit 5 --json",
          [](Arguments& arguments) -> Action {
            const auto limit = std::make_shared<std::int64_t>(20);
            arguments.Option("--limit N", *limit, "Maximum number of runs; 0 shows all");
            return [limit](Session& session) { return ListRuns(session, *limit); };
          }};
}

Command ShowCommand() {
  return {"show", "Show the report and the states of a run",
          "Each state has its duration. For a run that was killed, the states show how far it came.\n"
          "\n"
          "Examples:\n"
          "  fxlake show\n"
          "  fxlake show 20260414T160000.000000Z-5ba1c4 --json",
          [](Arguments& arguments) -> Action {
            const auto name = std::make_shared<std::optional<std::string>>();
            arguments.Word("run", *name, "Run name. Default: the newest run.");
            return [name](Session& session) { return ShowRun(session, *name); };
          }};
}

}  // namespace fxlake::cli
