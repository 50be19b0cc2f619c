// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/env/clock.h"
#include "fxlake/telemetry/sink.h"

namespace fxlake::telemetry {

// What an event is about.
struct Subject {
  std::string execution = {};
  std::string source = {};
};

// Passes events and measurements to every sink. Never fails its caller: Flush returns the sinks' errors.
// Nearly free without sinks. Thread-safe.
class Telemetry {
 public:
  Telemetry(env::Clock& clock, std::vector<std::unique_ptr<Sink>> sinks)
      : clock_(clock), sinks_(std::move(sinks)) {}

  // `details`: a JSON object with further fields, or null. Must not contain secrets; redaction.h is only a
  // second line of defense.
  void Emit(Event event, const Subject& subject, std::string message, Json details = {});
  // A count or a duration, never a rate. `source` is required for a metric with the dimension Source, and
  // must be "" otherwise.
  void Measure(Metric metric, double value, std::string source = "");
  // To be called at the end of a unit of work. Flushes all sinks and returns the first error.
  Result<void> Flush();

 private:
  env::Clock& clock_;
  std::mutex guard_;
  std::vector<std::unique_ptr<Sink>> sinks_;
};

}  // namespace fxlake::telemetry
