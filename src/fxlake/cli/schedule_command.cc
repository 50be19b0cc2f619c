// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <csignal>

#include "fxlake/cli/commands.h"
#include "fxlake/cli/schedule_loop.h"
#include "fxlake/cli/schedules_option.h"
#include "fxlake/cli/table_output.h"

namespace fxlake::cli {
namespace {

struct Options {
  ScheduleOptions schedule;
  std::optional<std::string> after;
  std::optional<std::int64_t> next;
  bool once = false;
};

constexpr std::int64_t kMostNext = 1000;

std::atomic<bool> stopped = false, reload_requested = false;

// The first SIGTERM lets running work finish; a second one ends the process. SIGHUP reads everything again.
void HandleSignals() {
  stopped = reload_requested = false;
  std::signal(SIGHUP, [](int) { reload_requested = true; });
  for (const int signal : {SIGTERM, SIGINT}) {
    std::signal(signal, [](int received) {
      stopped = true;
      std::signal(received, SIG_DFL);
    });
  }
}

// The next times of all schedules, in order.
Result<int> ShowNext(Session& session, const std::vector<schedule::Schedule>& schedules, std::int64_t count,
                     Instant after) {
  if (count < 1 || count > kMostNext)
    return InvalidInput(fmt::format("reading --next: expected 1 to {}", kMostNext));
  struct Coming {
    Instant at;
    const schedule::Schedule* schedule;
  };
  std::vector<Coming> all;
  for (const auto& each : schedules) {
    if (!each.enabled) continue;
    auto at = after;
    for (std::int64_t i = 0; i < count; ++i) {
      const auto next = each.NextAfter(at, after);
      if (!next) break;
      all.push_back({*next, &each});
      at = *next;
    }
  }
  std::ranges::stable_sort(all, {}, &Coming::at);
  if (all.size() > static_cast<std::size_t>(count)) all.resize(static_cast<std::size_t>(count));
  query::Table table;
  table.columns = {
      {"schedule", ""}, {"time", ""}, {"utc", ""}, {"flexible_minutes", "", query::ValueKind::integer}};
  for (const auto& [at, of] : all)
    table.rows.push_back(
        {of->name, of->zone.Format(at), at.ToSeconds(), std::to_string(of->flexible_minutes)});
  if (session.json()) {
    session.PrintJson(RowsToJson(table));
  } else if (all.empty()) {
    session.Print("no schedule has a future time\n");
  } else {
    RETURN_IF_ERROR(PrintTable(session, table));
  }
  return kSuccess;
}

Result<int> Tend(Session& session, const Options& options) {
  ASSIGN_OR_RETURN(const auto loop, ScheduleLoop::Open(session, options.schedule, nullptr));
  if (!options.once) {
    HandleSignals();
    loop->Run([] { return stopped.load(); }, [] { return reload_requested.exchange(false); }, false);
    RETURN_IF_ERROR(loop->telemetry().Flush());
    return kSuccess;
  }
  ASSIGN_OR_RETURN(const auto outcome, loop->scheduler().Tend(true));
  RETURN_IF_ERROR(loop->telemetry().Flush());
  return outcome.failed == 0 ? kSuccess : kFailed;
}

Result<int> Run(Session& session, const Options& options) {
  if (!options.next) return Tend(session, options);
  ASSIGN_OR_RETURN(const auto schedules, ReadSchedules(session, options.schedule.schedules));
  ASSIGN_OR_RETURN(auto* clock, session.Clock());
  auto after = clock->Now();
  if (options.after) {
    ASSIGN_OR_RETURN(after, Instant::Parse(*options.after).In("reading --after"));
  }
  return ShowNext(session, schedules, *options.next, after);
}

}  // namespace

Command ScheduleCommand() {
  return {
      "schedule", "Wait and start runs on schedule",
      "Starts a run at each time of the schedules, which are the ones that Terraform gives to "
      "EventBridge Scheduler. If times passed while the scheduler was stopped or the machine was "
      "asleep, one run makes up for all of them. The lake keeps a record of started runs, so several "
      "schedulers on one lake start each run once. SIGTERM stops the scheduler after the current run. "
      "SIGHUP reloads the configuration, source files, and schedules.\n"
      "\n"
      "Examples:\n"
      "  fxlake schedule\n"
      "  fxlake schedule --next 5\n"
      "  fxlake schedule --once --schedules my-schedule.json",
      [](Arguments& arguments) -> Action {
        const auto options = std::make_shared<Options>();
        arguments.Option(
            "--schedules FILE", options->schedule.schedules,
            "File of schedules in the format of workflows/schedule.json. Default: the built-in schedules.");
        arguments.Option("--next N", options->next, "Show the next N times and exit");
        arguments.Option("--after TIME", options->after, "Time after which --next counts. Default: now.");
        arguments.Flag("--once", options->once,
                       "Start the runs that are due and exit, for use as a cron job");
        DeclareScheduledRun(arguments, options->schedule.run);
        return [options](Session& session) { return Run(session, *options); };
      }};
}

}  // namespace fxlake::cli
