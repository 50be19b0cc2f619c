// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/schedule_loop.h"

#include <fmt/format.h>

#include "fxlake/cli/schedules_option.h"
#include "fxlake/lake/keys.h"
#include "fxlake/pipeline/run.h"

namespace fxlake::cli {

struct ScheduleLoop::Opened {
  Opened(const ProcessEnvironment& environment, GlobalOptions global, Config config)
      : session(environment, std::move(global), std::move(config)) {}

  Session session;
  Reporting reporting;
  std::optional<schedule::Scheduler> scheduler;
};

ScheduleLoop::ScheduleLoop(const Session& session, ScheduleOptions options, ScheduleTally* tally)
    : environment_(session.environment()), options_(std::move(options)), tally_(tally) {}
ScheduleLoop::~ScheduleLoop() = default;

Result<std::unique_ptr<ScheduleLoop>> ScheduleLoop::Open(const Session& session,
                                                         const ScheduleOptions& options,
                                                         ScheduleTally* tally) {
  std::unique_ptr<ScheduleLoop> loop(new ScheduleLoop(session, options, tally));
  ASSIGN_OR_RETURN(loop->opened_, loop->OpenWith(session.options(), session.config()));
  return loop;
}

schedule::Scheduler& ScheduleLoop::scheduler() { return *opened_->scheduler; }
telemetry::Telemetry& ScheduleLoop::telemetry() { return *opened_->reporting.telemetry; }

Result<std::unique_ptr<ScheduleLoop::Opened>> ScheduleLoop::OpenWith(GlobalOptions global,
                                                                     Config config) const {
  auto opened = std::make_unique<Opened>(environment_, std::move(global), std::move(config));
  auto& session = opened->session;
  ASSIGN_OR_RETURN(auto schedules, ReadSchedules(session, options_.schedules));
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(auto* clock, session.Clock());
  auto sink = tally_ == nullptr ? nullptr : tally_->MakeSink();
  ASSIGN_OR_RETURN(opened->reporting, OpenReporting(session, options_.run.reporting, true, std::move(sink)));
  const auto start = [this, opened = opened.get(), clock](const schedule::Schedule& each, Instant,
                                                          const std::string& name) {
    if (tally_ != nullptr) tally_->BeginRun();
    auto outcome = RunScheduled(opened->session, each, name, options_.run, opened->reporting);
    if (tally_ != nullptr) tally_->EndRun(clock->Now(), outcome && *outcome);
    return outcome;
  };
  opened->scheduler.emplace(
      schedule::SchedulerContext{
          .store = lake.processed,
          .state_key = lake::ScheduleStateKey,
          .clock = *clock,
          .random = environment_.random,
          .telemetry = *opened->reporting.telemetry,
          .start = start,
          .new_name = [this](Instant at) { return pipeline::NewExecutionName(at, environment_.random); },
          .has_begun =
              [&store = lake.processed](const std::string& name) { return pipeline::HasBegun(store, name); }},
      std::move(schedules));
  return opened;
}

Result<std::unique_ptr<ScheduleLoop::Opened>> ScheduleLoop::ReadAgain() const {
  auto global = opened_->session.options();
  const auto& former = opened_->session.config();
  Config config;
  if (global.config_file) {
    ASSIGN_OR_RETURN(config, ReadConfig(*global.config_file));
  }
  if (config.lake != former.lake || config.raw != former.raw)
    return InvalidInput("the configuration names another lake; restart to change it");
  if (global.sources_folder == former.sources_folder) global.sources_folder = config.sources_folder;
  return OpenWith(std::move(global), std::move(config));
}

void ScheduleLoop::Reload() {
  auto again = ReadAgain();
  auto& session = again ? (*again)->session : opened_->session;
  if (tally_ != nullptr) tally_->SetReloadProblem(again ? "" : again.error().message());
  if (!again) {
    session.Note("fxlake: reloading the configuration failed; the former one stays in force: " +
                 again.error().message());
    return;
  }
  session.Note("reloaded the configuration");
  if (tally_ != nullptr) tally_->ForgetWaits();
  opened_ = *std::move(again);
}

void ScheduleLoop::Run(const std::function<bool()>& stop, const std::function<bool()>& reload, bool stay) {
  bool is_due = false;
  const auto interrupted = [&] { return stop() || (is_due = is_due || reload()); };
  while (!stop()) {
    scheduler().Run(interrupted);
    if (!stay && !is_due) return;
    while (!interrupted()) environment_.clock.SleepFor(std::chrono::seconds(1));
    if (is_due && !stop()) Reload();
    is_due = false;
  }
}

}  // namespace fxlake::cli
