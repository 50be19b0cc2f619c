// SPDX-License-Identifier: Apache-2.0
#include "fxlake/telemetry/json_log.h"

#include <utility>

namespace fxlake::telemetry {

Json ToJson(const Record& record) {
  const auto& traits = TraitsOf(record.event);
  auto line =
      JsonObject({{"ts", record.at.ToString()}, {"level", NameOf(traits.level)}, {"event", traits.name}});
  if (!record.execution.empty()) line.Set("execution", record.execution);
  if (!record.source.empty()) line.Set("source", record.source);
  if (!record.message.empty()) line.Set("message", record.message);
  if (record.details.is_object()) {
    for (const auto& [key, value] : record.details.object()) {
      if (line.Find(key) == nullptr) line.Set(key, value);
    }
  }
  return line;
}

void JsonLog::Take(const Record& record) {
  const auto written = lines_.Write(redaction_.Apply(ToJson(record).Dump()));
  if (!written && !failure_) failure_ = written.error().In("writing the log");
}

Result<void> JsonLog::Flush() {
  if (auto failure = std::exchange(failure_, std::nullopt)) return *std::move(failure);
  return {};
}

}  // namespace fxlake::telemetry
