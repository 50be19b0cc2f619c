// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "fxlake/sources/request/plan.h"

// Any source file is a source whose requests can be planned, or an error with a position.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto spec =
      fxlake::sources::ParseSpec(std::string_view(reinterpret_cast<const char*>(data), size), "bank.toml");
  if (!spec) {
    if (!spec.error().message().starts_with("bank.toml:")) std::abort();
    return 0;
  }
  const auto day = fxlake::Date::Of(2026, 4, 14);
  static_cast<void>(fxlake::sources::MakePlans(*spec, {}, {.from = day, .to = day, .today = day}));
  return 0;
}
