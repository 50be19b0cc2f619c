// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "fxlake/server/snapshot/schedule_status.h"
#include "fxlake/telemetry/sink.h"

namespace fxlake::cli {

// Keeps count of what a scheduler does, for those who ask the server beside it. Safe to use from several
// threads.
class ScheduleTally {
 public:
  server::ScheduleStatus status() const;
  // Hears of waits and failures. The tally must outlive it.
  std::unique_ptr<telemetry::Sink> MakeSink();
  void BeginRun();
  void EndRun(Instant at, bool succeeded);
  // "" when it was read.
  void SetReloadProblem(std::string problem);
  // Schedules that were read again state themselves when they are next due.
  void ForgetWaits();

 private:
  class Sink;
  void Take(const telemetry::Record& record);

  mutable std::mutex guard_;
  server::ScheduleStatus status_;
  std::map<std::string, Instant> next_;  // by schedule
};

}  // namespace fxlake::cli
