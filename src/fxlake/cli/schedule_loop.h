// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "fxlake/cli/schedule_tally.h"
#include "fxlake/cli/scheduled_run.h"
#include "fxlake/cli/session.h"
#include "fxlake/schedule/scheduler.h"

namespace fxlake::cli {

struct ScheduleOptions {
  std::optional<std::string> schedules;  // a file in place of the configured or built-in one
  ScheduledRunOptions run;
};

// The scheduler of a lake as a part of a process that stays. It works with a session of its own, so other
// threads may use the one it was made from. When asked to, it reads configuration, source files and schedules
// again; what cannot be read is named, and the former ones stay in force.
class ScheduleLoop {
 public:
  // `tally` may be null. Errors: those of what is read.
  static Result<std::unique_ptr<ScheduleLoop>> Open(const Session& session, const ScheduleOptions& options,
                                                    ScheduleTally* tally);
  ~ScheduleLoop();

  schedule::Scheduler& scheduler();
  telemetry::Telemetry& telemetry();
  // Starts runs until `stop` says so: after the run that is under way. When `reload` says so, all is read
  // again; it is asked once a second and says it once. With `stay` it goes on when no schedule has a time to
  // come.
  void Run(const std::function<bool()>& stop, const std::function<bool()>& reload, bool stay);

 private:
  struct Opened;
  ScheduleLoop(const Session& session, ScheduleOptions options, ScheduleTally* tally);
  Result<std::unique_ptr<Opened>> OpenWith(GlobalOptions global, Config config) const;
  Result<std::unique_ptr<Opened>> ReadAgain() const;
  void Reload();

  const ProcessEnvironment& environment_;
  ScheduleOptions options_;
  ScheduleTally* tally_;
  std::unique_ptr<Opened> opened_;
};

}  // namespace fxlake::cli
