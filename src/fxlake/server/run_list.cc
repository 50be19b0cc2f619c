// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/run_list.h"

#include <algorithm>

#include "fxlake/env/clock.h"
#include "fxlake/pipeline/run.h"
#include "fxlake/pipeline/run_metrics.h"
#include "fxlake/telemetry/telemetry.h"

namespace fxlake::server {
namespace {

// Adds up what is measured.
class Collector final : public telemetry::Sink {
 public:
  explicit Collector(telemetry::MetricValues& values) : values_(values) {}
  void Take(const telemetry::Sample& sample) override { values_.Apply(sample.metric, sample.source, sample.value); }
  Result<void> Flush() override { return {}; }

 private:
  telemetry::MetricValues& values_;
};

}  // namespace

Instant RunList::StartOf(const std::string& name) {
  if (const auto known = starts_.find(name); known != starts_.end()) return known->second;
  const auto start = pipeline::StartOf(processed_, name);
  if (start) starts_.emplace(name, *start);
  return start.value_or(Instant());
}

Result<std::vector<std::string>> RunList::List() {
  ASSIGN_OR_RETURN(const auto names, processed_.ListFolders("runs/"));
  std::vector<std::pair<Instant, std::string>> runs;
  for (const auto& name : names) runs.emplace_back(StartOf(name), name);
  std::ranges::sort(runs, std::greater());
  std::vector<std::string> sorted;
  for (auto& [start, name] : runs) sorted.push_back(std::move(name));
  return sorted;
}

Result<std::vector<std::string>> RunList::NewestFirst() {
  const std::lock_guard lock(guard_);
  return List();
}

// False while the run is under way.
bool RunList::Measure(const std::string& name) {
  const auto report = pipeline::ReadRun(processed_, name);
  if (!report) return report.error().kind() != ErrorKind::not_found;
  env::ManualClock clock{Instant()};
  std::vector<std::unique_ptr<telemetry::Sink>> sinks;
  sinks.push_back(std::make_unique<Collector>(measured_));
  telemetry::Telemetry telemetry(clock, std::move(sinks));
  pipeline::PublishRun(*report, telemetry);
  return true;
}

Result<telemetry::MetricValues> RunList::Measured() {
  const std::lock_guard lock(guard_);
  ASSIGN_OR_RETURN(auto names, List());
  const auto first_old = is_measured_.empty() ? kMostMeasured : names.size();
  for (std::size_t i = first_old; i < names.size(); ++i) is_measured_[names[i]] = true;
  // Gauges are what the last run said.
  std::ranges::reverse(names);
  for (const auto& name : names) {
    auto& done = is_measured_[name];
    if (!done) done = Measure(name);
  }
  return measured_;
}

}  // namespace fxlake::server
