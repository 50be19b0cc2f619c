// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <string_view>

#include "fxlake/base/json.h"

// JSON that is read is unchanged after being written, compact or indented, and read again.
extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  const auto value = fxlake::Json::Parse(std::string_view(data, size));
  if (!value) return 0;
  const auto again = fxlake::Json::Parse(value->Dump());
  const auto pretty = fxlake::Json::Parse(value->DumpPretty());
  if (!again || !pretty || !(*again == *value) || !(*pretty == *value)) std::abort();
  return 0;
}
