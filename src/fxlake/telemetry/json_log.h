// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "fxlake/telemetry/line_writer.h"
#include "fxlake/telemetry/redaction.h"
#include "fxlake/telemetry/sink.h"

namespace fxlake::telemetry {

// Events as JSON lines, written immediately: {"ts": .., "level": .., "event": .., "execution": .., "source":
// .., "message": .., details...}.
class JsonLog : public Sink {
 public:
  JsonLog(LineWriter lines, Redaction redaction)
      : lines_(std::move(lines)), redaction_(std::move(redaction)) {}
  void Take(const Record& record) override;
  Result<void> Flush() override;

 private:
  LineWriter lines_;
  Redaction redaction_;
  std::optional<Error> failure_;
};

// A record as logged, without line break.
Json ToJson(const Record& record);

}  // namespace fxlake::telemetry
