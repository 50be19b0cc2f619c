// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "fxlake/base/json.h"
#include "fxlake/env/clock.h"
#include "fxlake/sources/language/catalog.h"
#include "fxlake/telemetry/telemetry.h"

namespace fxlake::cloud {

// Tells and measures what one step of the workflow did, out of its event and its answer: the metrics of
// telemetry/metric_table.h as far as they belong to that step.
class StepTelemetry {
 public:
  StepTelemetry(telemetry::Telemetry& telemetry, const sources::Catalog& catalog, env::Clock& clock)
      : telemetry_(telemetry), catalog_(catalog), clock_(clock) {}
  void Emit(std::string_view step, const Json& event, const Result<Json>& answer);

 private:
  void EmitIngest(const telemetry::Subject& subject, const Json& answer);
  void EmitTransform(const telemetry::Subject& subject, const Json& answer);
  void EmitValidate(const telemetry::Subject& subject, const Json& event, const Json& answer);
  // The end of the execution, whose last step knows it; its length when the event says when it "started".
  void EmitRun(const telemetry::Subject& subject, const Json& event, bool succeeded,
               const std::string& message);
  void EmitFailure(std::string_view step, const telemetry::Subject& subject, const Json& event,
                   const Error& error);
  // How far the newest rate is behind the day that is due; nothing when there is no rate yet.
  void MeasureStaleDays(const std::string& source, const Json* watermark);

  telemetry::Telemetry& telemetry_;
  const sources::Catalog& catalog_;
  env::Clock& clock_;
};

}  // namespace fxlake::cloud
