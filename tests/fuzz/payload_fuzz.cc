// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "fxlake/env/local_files.h"
#include "fxlake/sources/body/read.h"
#include "fxlake/sources/language/spec.h"

namespace {

// The sources of the repository, by name.
std::vector<fxlake::sources::Spec> Sources() {
  std::vector<fxlake::sources::Spec> specs;
  for (const auto& file : std::filesystem::directory_iterator(FXLAKE_ROOT "/sources")) {
    if (file.path().extension() != ".toml") continue;
    const auto text = fxlake::env::ReadFile(file.path()).value_or("");
    auto spec = fxlake::sources::ParseSpec(text, file.path().filename());
    if (!spec) std::abort();
    specs.push_back(*std::move(spec));
  }
  std::ranges::sort(specs, {}, &fxlake::sources::Spec::name);
  return specs;
}

}  // namespace

// The first byte selects a source; reading the rest yields an error, or an outcome that accounts for every
// row.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<fxlake::sources::Spec> kSources = Sources();
  if (size == 0) return 0;
  const std::string body(reinterpret_cast<const char*>(data) + 1, size - 1);
  for (const auto& reader : kSources[data[0] % kSources.size()].readers) {
    const auto outcome = fxlake::sources::ReadBody(
        reader, body, {{"date", "2026-04-14"}, {"currency", "USD"}, {"code", "USD"}});
    if (!outcome) continue;
    if (outcome->observations.size() + outcome->rejected_count + outcome->no_rate + outcome->skipped !=
        outcome->rows)
      std::abort();
  }
  return 0;
}
