// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "fxlake/env/clock.h"
#include "fxlake/env/object_store.h"
#include "fxlake/env/random.h"
#include "fxlake/schedule/schedule.h"
#include "fxlake/schedule/schedule_state.h"
#include "fxlake/telemetry/telemetry.h"

namespace fxlake::schedule {

// Dependencies of the scheduler. All must outlive it.
struct SchedulerContext {
  env::ObjectStore& store;
  std::function<std::string(std::string_view name)> state_key;  // key of a schedule's state in the store
  env::Clock& clock;
  env::Random& random;  // chooses the start within the window of a flexible schedule
  telemetry::Telemetry& telemetry;
  // Starts the schedule's work under the given execution name and waits for it. False or an error means that
  // it failed; the scheduler continues.
  std::function<Result<bool>(const Schedule& schedule, Instant due, const std::string& execution)> start;
  std::function<std::string(Instant at)> new_name;  // of an execution
  // whether an execution of that name exists
  std::function<Result<bool>(const std::string& execution)> has_begun;
  // Maximum sleep before the clock is read again, so that a changed clock or a suspended machine is noticed.
  std::chrono::microseconds longest_sleep = std::chrono::seconds(1);
  // Time for a claimed execution to begin; after it, the claimant is considered gone.
  std::chrono::seconds lease{60};
};

// Starts due executions one at a time. Due times that passed while no scheduler ran (suspended machine, long
// execution, no process) are compensated by one start, for the latest of them. Each due time is claimed by
// compare-and-swap, so only one of several schedulers starts it; if the claimant dies before the execution
// begins, the next scheduler starts it after the lease, under the claimed name. After the clock is set back,
// times already started are not started again, unless it was set back by more than a day, in which case it is
// assumed to have been wrong before.
class Scheduler {
 public:
  // Disabled schedules are ignored.
  Scheduler(const SchedulerContext& context, std::vector<Schedule> schedules);

  struct Outcome {
    int started = 0;
    int failed = 0;
    std::optional<Instant> next;  // when to check again; nullopt when nothing is due any more
  };
  // Starts what is due now. With `at_once` a flexible schedule does not wait within its window. Errors: the
  // store's.
  Result<Outcome> Tend(bool at_once);
  // Runs until `stop` returns true or nothing is due any more. After a store error it retries a minute later.
  void Run(const std::function<bool()>& stop);

 private:
  struct Pending {
    Instant due;
    Instant start_at;
  };
  struct Entry {
    Schedule schedule;
    StateObject object;
    std::optional<Pending> pending;
    std::optional<Instant> announced;
  };
  struct Due {
    Instant latest;
    int count = 0;
  };

  Result<void> TendOne(Entry& entry, bool at_once, Outcome& outcome);
  std::optional<Due> FindDue(const Entry& entry, const ScheduleState& state, Instant now) const;
  // Handles a claim whose execution has not begun: takes it over and starts it once its lease has expired.
  // Returns when to check again while another scheduler holds it, otherwise nullopt.
  Result<std::optional<Instant>> TakeUp(Entry& entry, ScheduleState& state, Outcome& outcome);
  // Whether this scheduler now holds the claim.
  Result<bool> Take(Entry& entry, ScheduleState& state, Instant due, std::string execution);
  void Start(Entry& entry, ScheduleState state, const Due& due, Outcome& outcome);
  void Announce(Entry& entry, Instant next);

  SchedulerContext context_;
  std::vector<Entry> entries_;
};

}  // namespace fxlake::schedule
