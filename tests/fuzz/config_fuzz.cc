// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <string_view>

#include "fxlake/cli/config.h"

// Whatever fxlake.toml says, it is a configuration or an error with a place.
extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  const auto config = fxlake::cli::ParseConfig(std::string_view(data, size), "fxlake.toml");
  if (!config && !config.error().message().contains("fxlake.toml")) std::abort();
  return 0;
}
