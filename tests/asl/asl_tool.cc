// SPDX-License-Identifier: Apache-2.0
// The `asl` commands alone, for running conformance cases without the whole program: asl_tool asl run ...
#include <cstdio>
#include <string_view>

#include "fxlake/cli/asl_command.h"

int main(int argc, char** argv) {
  const int skipped = argc > 1 && std::string_view(argv[1]) == "asl" ? 2 : 1;
  return fxlake::cli::RunAslCommand(argc - skipped, argv + skipped, stdout, stderr);
}
