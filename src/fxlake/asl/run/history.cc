// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/run/history.h"

#include "fxlake/asl/expression/timestamp.h"

namespace fxlake::asl {

Json ToJson(const HistoryEvent& event) {
  auto json = JsonObject({{"timestamp", FormatTimestamp(event.timestamp)},
                          {"type", event.type},
                          {"id", event.id},
                          {"previousEventId", event.previous_id},
                          {"executionArn", event.execution}});
  if (!event.state.empty()) json.Set("state", event.state);
  if (!event.details_key.empty()) json.Set(event.details_key, event.details);
  if (!event.parameters.is_null()) json.Set("parameters", event.parameters);
  return json;
}

}  // namespace fxlake::asl
