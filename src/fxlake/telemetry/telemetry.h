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

// What an event concerns.
struct Subject {
  std::string execution = {};
  std::string source = {};
};

// Takes what happens and what is measured, and hands it to every sink. Never fails its caller: a sink's
// troubles are told by Flush. Without sinks it costs next to nothing. Safe to use from several threads.
class Telemetry {
 public:
  Telemetry(env::Clock& clock, std::vector<std::unique_ptr<Sink>> sinks)
      : clock_(clock), sinks_(std::move(sinks)) {}

  // `details`: an object of further fields, or null. Texts that are secret must not be in it; see redaction.h
  // for the last line of defence.
  void Emit(Event event, const Subject& subject, std::string message, Json details = {});
  // A count or a length of time, never a rate. `source` belongs to a metric with the dimension Source, and
  // only to it.
  void Measure(Metric metric, double value, std::string source = "");
  // Call it at the end of a unit of work. The first sink's error, when the others have had their turn.
  Result<void> Flush();

 private:
  env::Clock& clock_;
  std::mutex guard_;
  std::vector<std::unique_ptr<Sink>> sinks_;
};

}  // namespace fxlake::telemetry
