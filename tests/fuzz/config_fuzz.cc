// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <string_view>

#include "fxlake/cli/config.h"

// Any fxlake.toml is a configuration or an error with a position.
extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  const auto config = fxlake::cli::ParseConfig(std::string_view(data, size), "fxlake.toml");
  if (!config && !config.error().message().contains("fxlake.toml")) std::abort();
  return 0;
}
