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

// What the scheduler works with. All must outlive it.
struct SchedulerContext {
  env::ObjectStore& store;
  std::function<std::string(std::string_view name)> state_key;  // of a schedule, in the store
  env::Clock& clock;
  env::Random& random;  // where in its window a flexible schedule starts
  telemetry::Telemetry& telemetry;
  // Starts what the schedule stands for, under that name, and waits for it. False, or an error: it failed;
  // the scheduler goes on.
  std::function<Result<bool>(const Schedule& schedule, Instant due, const std::string& execution)> start;
  std::function<std::string(Instant at)> new_name;                      // of an execution
  std::function<Result<bool>(const std::string& execution)> has_begun;  // whether one of that name exists
  // The longest sleep: after it the clock is looked at again, so that a clock set anew, or a machine that
  // slept, is noticed.
  std::chrono::microseconds longest_sleep = std::chrono::seconds(1);
  // By when what was claimed has begun, unless the process that claimed it was ended.
  std::chrono::seconds lease{60};
};

// Starts what is due, one thing after the other. Times that passed while nobody looked (a sleeping machine, a
// long execution, no process) are made up for by one start, for the latest of them. Each time is claimed by
// compare-and-swap, so of several schedulers one starts; what one claimed and was ended before it began is
// started by the next, a lease later, under the name that the claim gave it. A clock set back does not start
// again what was started, unless it was set back by more than a day: then the clock had been wrong.
class Scheduler {
 public:
  // Schedules that are not enabled are passed over.
  Scheduler(const SchedulerContext& context, std::vector<Schedule> schedules);

  struct Outcome {
    int started = 0;
    int failed = 0;
    std::optional<Instant> next;  // when something is to be done again; nothing when there is nothing to come
  };
  // Starts what is due now. With `at_once` a flexible schedule does not wait within its window. Errors: the
  // store's.
  Result<Outcome> Tend(bool at_once);
  // Waits and starts until `stop` says so, or nothing is to come. A store that fails is asked again a minute
  // later.
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
  // The claim's lease, or that of nobody: then what was left undone is due again.
  Result<std::optional<Instant>> TakeUp(Entry& entry, ScheduleState& state, Outcome& outcome);
  // Whether this scheduler has it now.
  Result<bool> Take(Entry& entry, ScheduleState& state, Instant due, std::string execution);
  void Start(Entry& entry, ScheduleState state, const Due& due, Outcome& outcome);
  void Announce(Entry& entry, Instant next);

  SchedulerContext context_;
  std::vector<Entry> entries_;
};

}  // namespace fxlake::schedule
