// SPDX-License-Identifier: Apache-2.0
#include "fxlake/schedule/scheduler.h"

#include <fmt/format.h>

#include <algorithm>

namespace fxlake::schedule {
namespace {

using telemetry::Event;

constexpr std::int64_t kMicrosPerMinute = 60 * Instant::kPerSecond;
constexpr int kMostCounted = 1000;  // limit for counting missed times, of which only the latest matters

Instant After(const ScheduleState& state, const Schedule& schedule) {
  if (state.handled) return *state.handled;
  // Times before the schedule was known are not compensated. A rate starts at once.
  return schedule.expression.is_rate() ? state.first_seen + (-1) : state.first_seen;
}

}  // namespace

Scheduler::Scheduler(const SchedulerContext& context, std::vector<Schedule> schedules) : context_(context) {
  for (auto& schedule : schedules) {
    if (!schedule.enabled) continue;
    StateObject object(context_.store, context_.state_key(schedule.name));
    entries_.push_back({std::move(schedule), std::move(object), std::nullopt, std::nullopt});
  }
}

std::optional<Scheduler::Due> Scheduler::FindDue(const Entry& entry, const ScheduleState& state,
                                                 Instant now) const {
  std::optional<Due> due;
  auto cursor = After(state, entry.schedule);
  while (const auto next = entry.schedule.NextAfter(cursor, state.first_seen)) {
    if (*next > now) break;
    due = Due{*next, due ? due->count + 1 : 1};
    cursor = *next;
    if (due->count == kMostCounted) cursor = std::max(cursor, now + (-Instant::kPerDay));
  }
  return due;
}

Result<bool> Scheduler::Take(Entry& entry, ScheduleState& state, Instant due, std::string execution) {
  const auto now = context_.clock.Now();
  state.handled = std::max(due, state.handled.value_or(due));
  state.started = now;
  state.claim = Claim{due, std::move(execution), now + context_.lease.count() * Instant::kPerSecond};
  const auto written = entry.object.Write(state);
  if (!written && written.error().kind() == ErrorKind::conflict) return false;
  if (!written) return written.error();
  return true;
}

Result<std::optional<Instant>> Scheduler::TakeUp(Entry& entry, ScheduleState& state, Outcome& outcome) {
  if (!state.claim) return std::nullopt;
  const auto claim = *state.claim;
  const auto now = context_.clock.Now();
  ASSIGN_OR_RETURN(const bool begun, context_.has_begun(claim.execution));
  if (begun) return std::nullopt;
  // A lease further in the future than possible was set by a wrong clock.
  if (now < claim.until && claim.until <= now + context_.lease.count() * Instant::kPerSecond)
    return claim.until;
  ASSIGN_OR_RETURN(const bool taken, Take(entry, state, claim.due, claim.execution));
  if (!taken) return now + Instant::kPerSecond;
  Start(entry, state, {claim.due, 1}, outcome);
  state.claim.reset();
  return std::nullopt;
}

void Scheduler::Start(Entry& entry, ScheduleState state, const Due& due, Outcome& outcome) {
  const auto& name = entry.schedule.name;
  const auto& zone = entry.schedule.zone;
  const auto details = JsonObject({{"schedule", name}, {"due", due.latest.ToSeconds()}});
  if (due.count > 1) {
    auto more = details;
    more.Set("missed", due.count - 1);
    const auto many = due.count > kMostCounted ? fmt::format("more than {}", kMostCounted - 1)
                                               : std::to_string(due.count - 1);
    context_.telemetry.Emit(Event::schedule_caught_up, {},
                            fmt::format("{}: {} {} missed; one start makes up for them", name, many,
                                        due.count == 2 ? "time was" : "times were"),
                            std::move(more));
  }
  context_.telemetry.Emit(Event::schedule_starts, {},
                          fmt::format("{}: starting for {}", name, zone.Format(due.latest)), details);
  ++outcome.started;
  const auto result = context_.start(entry.schedule, due.latest, state.claim->execution);
  state.claim.reset();
  // If this fails, or another process has claimed a later time meanwhile, has_begun shows that the claim was
  // used.
  static_cast<void>(entry.object.Write(state));
  if (result && *result) return;
  ++outcome.failed;
  const auto reason = result ? "it ended with a failure" : result.error().message();
  context_.telemetry.Emit(Event::schedule_failed, {}, fmt::format("{}: {}", name, reason), details);
}

void Scheduler::Announce(Entry& entry, Instant next) {
  if (entry.announced == next) return;
  entry.announced = next;
  context_.telemetry.Emit(
      Event::schedule_waits, {},
      fmt::format("{}: the next time is {}", entry.schedule.name, entry.schedule.zone.Format(next)),
      JsonObject({{"schedule", entry.schedule.name}, {"next", next.ToSeconds()}}));
}

Result<void> Scheduler::TendOne(Entry& entry, bool at_once, Outcome& outcome) {
  ASSIGN_OR_RETURN(auto state, entry.object.Read());
  if (!state) {
    state = ScheduleState{.first_seen = context_.clock.Now()};
    const auto written = entry.object.Write(*state);
    if (!written && written.error().kind() != ErrorKind::conflict) return written.error();
  }
  const auto now = context_.clock.Now();
  if (std::max(state->first_seen, state->handled.value_or(state->first_seen)) > now + Instant::kPerDay) {
    // A time days ahead was recorded by a wrong clock.
    state->first_seen = std::min(state->first_seen, now);
    state->handled = now;
    state->claim.reset();
    const auto written = entry.object.Write(*state);
    if (!written && written.error().kind() != ErrorKind::conflict) return written.error();
  }
  ASSIGN_OR_RETURN(const auto claimed_until, TakeUp(entry, *state, outcome));
  if (claimed_until) {
    if (!outcome.next || *claimed_until < *outcome.next) outcome.next = claimed_until;
    return {};
  }
  const auto due = FindDue(entry, *state, now);
  if (!due || (entry.pending && entry.pending->due > due->latest)) entry.pending.reset();
  if (due && !entry.pending) {
    const auto window = entry.schedule.flexible_minutes * kMicrosPerMinute;
    const bool late = now > due->latest + window;
    const auto offset = static_cast<std::int64_t>(context_.random.Fraction() * static_cast<double>(window));
    entry.pending = Pending{due->latest, late || at_once ? now : due->latest + offset};
  }
  if (due && now >= entry.pending->start_at) {
    entry.pending.reset();
    ASSIGN_OR_RETURN(const bool taken, Take(entry, *state, due->latest, context_.new_name(now)));
    if (taken) Start(entry, *state, *due, outcome);
  }
  std::optional<Instant> next;
  if (entry.pending) {
    next = entry.pending->start_at;
  } else {
    const auto handled = due ? due->latest : After(*state, entry.schedule);
    next = entry.schedule.NextAfter(std::max(handled, now), state->first_seen);
    if (next) Announce(entry, *next);
  }
  if (next && (!outcome.next || *next < *outcome.next)) outcome.next = next;
  return {};
}

Result<Scheduler::Outcome> Scheduler::Tend(bool at_once) {
  Outcome outcome;
  for (auto& entry : entries_)
    RETURN_IF_ERROR(TendOne(entry, at_once, outcome).In("schedule " + entry.schedule.name));
  return outcome;
}

void Scheduler::Run(const std::function<bool()>& stop) {
  while (!stop()) {
    const auto outcome = Tend(false);
    (void)context_.telemetry.Flush();
    if (outcome && !outcome->next)
      return context_.telemetry.Emit(Event::schedule_stopped, {}, "no schedule has a future time");
    if (!outcome) context_.telemetry.Emit(Event::schedule_failed, {}, outcome.error().message());
    const auto until = outcome ? *outcome->next : context_.clock.Now() + kMicrosPerMinute;
    auto last = context_.clock.Now();
    while (!stop() && last < until) {
      context_.clock.SleepFor(std::min(context_.longest_sleep, std::chrono::microseconds(until - last)));
      const auto now = context_.clock.Now();
      const bool was_set_back = now < last;
      last = now;
      if (was_set_back) break;
    }
  }
  context_.telemetry.Emit(Event::schedule_stopped, {}, "stopped as requested");
}

}  // namespace fxlake::schedule
