// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "fxlake/base/json.h"
#include "fxlake/env/clock.h"
#include "fxlake/sources/language/catalog.h"
#include "fxlake/telemetry/telemetry.h"

namespace fxlake::cloud {

// Emits the events and metrics of one workflow step, derived from its event and its result: the metrics of
// telemetry/metric_table.h that belong to that step.
class StepTelemetry {
 public:
  StepTelemetry(telemetry::Telemetry& telemetry, const sources::Catalog& catalog, env::Clock& clock)
      : telemetry_(telemetry), catalog_(catalog), clock_(clock) {}
  void Emit(std::string_view step, const Json& event, const Result<Json>& answer);

 private:
  void EmitIngest(const telemetry::Subject& subject, const Json& answer);
  void EmitTransform(const telemetry::Subject& subject, const Json& answer);
  void EmitValidate(const telemetry::Subject& subject, const Json& event, const Json& answer);
  // Emits the end of the execution, which only the last step knows; with its duration when the event has
  // "started".
  void EmitRun(const telemetry::Subject& subject, const Json& event, bool succeeded,
               const std::string& message);
  void EmitFailure(std::string_view step, const telemetry::Subject& subject, const Json& event,
                   const Error& error);
  // Publishes how many publication days the newest rate is behind; does nothing when there is no rate yet.
  void MeasureStaleDays(const std::string& source, const Json* watermark);

  telemetry::Telemetry& telemetry_;
  const sources::Catalog& catalog_;
  env::Clock& clock_;
};

}  // namespace fxlake::cloud
