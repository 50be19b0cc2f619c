// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <string_view>

#include "fxlake/lake/keys.h"
#include "fxlake/lake/manifest.h"
#include "fxlake/lake/rate_table.h"
#include "fxlake/telemetry/audit_entry.h"

namespace {

void Check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

// Objects of a lake that others may have written: manifest, journal lines, keys. What is read is unchanged
// when written again.
extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  using namespace fxlake;
  const std::string_view text(data, size);
  if (const auto json = Json::Parse(text)) {
    if (const auto manifest = lake::Manifest::FromJson(*json)) {
      const auto again = lake::Manifest::FromJson(manifest->ToJson());
      Check(again && again->ToJson() == manifest->ToJson());
    }
  }
  if (const auto entry = telemetry::ParseAuditLine(text)) static_cast<void>(entry->ToJson());
  static_cast<void>(telemetry::HashOfAuditLine(text));
  static_cast<void>(lake::RecordedAtOf(text));
  static_cast<void>(lake::ShortHashOf(text));
  static_cast<void>(lake::FirstSequenceOf(text));
  return 0;
}
