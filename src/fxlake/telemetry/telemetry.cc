// SPDX-License-Identifier: Apache-2.0
#include "fxlake/telemetry/telemetry.h"

#include <optional>

namespace fxlake::telemetry {

void Telemetry::Emit(Event event, const Subject& subject, std::string message, Json details) {
  if (sinks_.empty()) return;
  const Record record{clock_.Now(),      event, subject.execution, subject.source, std::move(message),
                      std::move(details)};
  const std::lock_guard lock(guard_);
  for (auto& sink : sinks_) sink->Take(record);
}

void Telemetry::Measure(Metric metric, double value, std::string source) {
  if (sinks_.empty()) return;
  if (TraitsOf(metric).dimension.empty()) source.clear();
  const Sample sample{clock_.Now(), metric, std::move(source), value};
  const std::lock_guard lock(guard_);
  for (auto& sink : sinks_) sink->Take(sample);
}

Result<void> Telemetry::Flush() {
  const std::lock_guard lock(guard_);
  std::optional<Error> first;
  for (auto& sink : sinks_) {
    auto flushed = sink->Flush();
    if (!flushed && !first) first = flushed.error();
  }
  if (first) return *first;
  return {};
}

}  // namespace fxlake::telemetry
