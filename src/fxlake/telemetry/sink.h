// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/base/instant.h"
#include "fxlake/base/json.h"
#include "fxlake/telemetry/event_table.h"
#include "fxlake/telemetry/metric_table.h"

namespace fxlake::telemetry {

// An event.
struct Record {
  Instant at;
  Event event = Event::run_started;
  std::string execution;  // "" outside executions
  std::string source;     // "" for none
  std::string message;
  Json details;  // a JSON object with further fields, or null
};

// A measurement.
struct Sample {
  Instant at;
  Metric metric = Metric::observations_new;
  std::string source;  // the value of the dimension Source; "" for a metric without it
  double value = 0;
};

// A destination of events and measurements. Not thread-safe; Telemetry serializes calls.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void Take(const Record&) {}
  virtual void Take(const Sample&) {}
  // Makes everything received visible to readers; returns the first error since the last Flush.
  virtual Result<void> Flush() = 0;
};

}  // namespace fxlake::telemetry
