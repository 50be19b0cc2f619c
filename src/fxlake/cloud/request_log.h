// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "fxlake/telemetry/line_writer.h"
#include "fxlake/telemetry/redaction.h"
#include "fxlake/telemetry/sink.h"

namespace fxlake::cloud {

// Events as JSON lines, each with the id of its request, so that logs of many invocations can be separated.
class RequestLog : public telemetry::Sink {
 public:
  RequestLog(telemetry::LineWriter lines, telemetry::Redaction redaction, const std::string& request_id)
      : lines_(std::move(lines)), redaction_(std::move(redaction)), request_id_(request_id) {}
  void Take(const telemetry::Sample&) override {}
  void Take(const telemetry::Record& record) override;
  Result<void> Flush() override;

 private:
  telemetry::LineWriter lines_;
  telemetry::Redaction redaction_;
  const std::string& request_id_;  // changed by its owner between invocations
  std::optional<Error> failure_;
};

}  // namespace fxlake::cloud
