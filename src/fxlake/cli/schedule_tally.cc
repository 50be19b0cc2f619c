// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/schedule_tally.h"

#include <algorithm>
#include <ranges>

namespace fxlake::cli {

class ScheduleTally::Sink : public telemetry::Sink {
 public:
  explicit Sink(ScheduleTally& tally) : tally_(tally) {}
  void Take(const telemetry::Record& record) override { tally_.Take(record); }
  Result<void> Flush() override { return {}; }

 private:
  ScheduleTally& tally_;
};

std::unique_ptr<telemetry::Sink> ScheduleTally::MakeSink() { return std::make_unique<Sink>(*this); }

server::ScheduleStatus ScheduleTally::status() const {
  const std::lock_guard lock(guard_);
  auto status = status_;
  if (!next_.empty()) status.next = std::ranges::min(next_ | std::views::values);
  return status;
}

void ScheduleTally::Take(const telemetry::Record& record) {
  const std::lock_guard lock(guard_);
  if (record.event == telemetry::Event::schedule_failed) {
    status_.problem = record.message;
    return;
  }
  if (record.event != telemetry::Event::schedule_waits) return;
  const auto *name = record.details.Find("schedule"), *next = record.details.Find("next");
  if (name == nullptr || next == nullptr) return;
  if (const auto at = Instant::Parse(next->string())) next_[name->string()] = *at;
}

void ScheduleTally::BeginRun() {
  const std::lock_guard lock(guard_);
  status_.is_running = true;
}

void ScheduleTally::EndRun(Instant at, bool succeeded) {
  const std::lock_guard lock(guard_);
  status_.is_running = false;
  ++status_.runs;
  if (!succeeded) {
    ++status_.failures;
    ++status_.failures_in_a_row;
    return;
  }
  status_.failures_in_a_row = 0;
  status_.succeeded_at = at;
  status_.problem.clear();
}

void ScheduleTally::SetReloadProblem(std::string problem) {
  const std::lock_guard lock(guard_);
  status_.reload_problem = std::move(problem);
}

void ScheduleTally::ForgetWaits() {
  const std::lock_guard lock(guard_);
  next_.clear();
}

}  // namespace fxlake::cli
