// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "fxlake/base/instant.h"
#include "fxlake/base/json.h"
#include "fxlake/telemetry/event_table.h"
#include "fxlake/telemetry/metric_table.h"

namespace fxlake::telemetry {

// Something that happened.
struct Record {
  Instant at;
  Event event = Event::run_started;
  std::string execution;  // "" outside of one
  std::string source;     // "" when it concerns none
  std::string message;
  Json details;  // an object of further fields, or null
};

// One measurement.
struct Sample {
  Instant at;
  Metric metric = Metric::observations_new;
  std::string source;  // the value of the dimension Source; "" of a metric without it
  double value = 0;
};

// Where events and measurements go. Safe to use from several threads only through Telemetry, which lets in
// one at a time.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void Take(const Record&) {}
  virtual void Take(const Sample&) {}
  // Makes what was taken seen by others, and says what could not be kept since the last Flush.
  virtual Result<void> Flush() = 0;
};

}  // namespace fxlake::telemetry
