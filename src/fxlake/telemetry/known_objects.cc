// SPDX-License-Identifier: Apache-2.0
#include "fxlake/telemetry/known_objects.h"

namespace fxlake::telemetry {

std::map<std::string, std::string> KnownObjects(const std::vector<AuditLine>& lines) {
  std::map<std::string, std::string> known;
  for (const auto& line : lines) {
    if (!line.entry) continue;
    for (const auto& object : line.entry->objects) known[object.key] = object.sha256;
  }
  return known;
}

}  // namespace fxlake::telemetry
