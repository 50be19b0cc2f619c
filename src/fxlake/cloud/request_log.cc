// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cloud/request_log.h"

#include <utility>

#include "fxlake/telemetry/json_log.h"

namespace fxlake::cloud {

void RequestLog::Take(const telemetry::Record& record) {
  auto line = telemetry::ToJson(record);
  if (!request_id_.empty()) line.Set("request_id", request_id_);
  const auto written = lines_.Write(redaction_.Apply(line.Dump()));
  if (!written && !failure_) failure_ = written.error().In("writing the log");
}

Result<void> RequestLog::Flush() {
  if (auto failure = std::exchange(failure_, std::nullopt)) return *std::move(failure);
  return {};
}

}  // namespace fxlake::cloud
