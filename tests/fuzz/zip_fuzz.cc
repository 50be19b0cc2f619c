// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstdlib>
#include <string>

#include "fxlake/sources/workbook/unzip.h"

// An archive yields a member within the limit, or an error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::uint64_t kMost = 1 << 20;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const auto* name : {"*", "*.csv", "xl/*.xml"}) {
    const auto member = fxlake::sources::Unzip(bytes, name, kMost);
    if (member && member->size() > kMost) std::abort();
  }
  const auto content = fxlake::sources::Gunzip(bytes, kMost);
  if (content && content->size() > kMost) std::abort();
  return 0;
}
