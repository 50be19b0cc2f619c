// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "fxlake/env/local_files.h"
#include "fxlake/sources/body/read.h"
#include "fxlake/sources/language/spec.h"

namespace {

std::string TextOf(const char* file) { return fxlake::env::ReadFile(file).value_or(""); }

}  // namespace

// reading_bench SPEC.toml BODY ROUNDS: reads the body repeatedly on one core and prints the seconds of each
// round and the number of rates.
int main(int count, char** words) {
  if (count != 4) return 2;
  const auto spec = fxlake::sources::ParseSpec(TextOf(words[1]), words[1]);
  if (!spec) {
    std::fprintf(stderr, "%s\n", spec.error().message().c_str());
    return 1;
  }
  const auto body = TextOf(words[2]);
  for (int round = 0; round < std::atoi(words[3]); ++round) {
    auto bytes = body;
    const auto start = std::chrono::steady_clock::now();
    const auto outcome = fxlake::sources::ReadBody(spec->readers.front(), std::move(bytes), {});
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    if (!outcome) {
      std::fprintf(stderr, "%s\n", outcome.error().message().c_str());
      return 1;
    }
    std::printf("%.6f %zu\n", took.count(), outcome->observations.size());
  }
}
