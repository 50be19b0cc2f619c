// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <string_view>

#include "fxlake/asl/definition/definition.h"
#include "fxlake/asl/definition/graph.h"

// Any text yields a machine or diagnostics, and a machine can be drawn.
extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  const auto definition = fxlake::asl::ReadDefinition(std::string_view(data, size));
  if (definition.machine == nullptr && definition.diagnostics.all().empty()) std::abort();
  if (definition.machine != nullptr &&
      (!definition.valid() || fxlake::asl::ToMermaid(*definition.machine).empty()))
    std::abort();
  return 0;
}
