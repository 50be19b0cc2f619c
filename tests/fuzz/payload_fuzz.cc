// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "fxlake/sources/read.h"
#include "fxlake/sources/spec.h"

namespace {

// The sources of the repository.
std::vector<fxlake::sources::Spec> Sources() {
  std::vector<fxlake::sources::Spec> specs;
  for (const auto& file : std::filesystem::directory_iterator(FXLAKE_ROOT "/sources")) {
    if (file.path().extension() != ".toml") continue;
    std::ostringstream text;
    text << std::ifstream(file.path()).rdbuf();
    auto spec = fxlake::sources::ParseSpec(text.str(), file.path().filename());
    if (!spec) std::abort();
    specs.push_back(*std::move(spec));
  }
  return specs;
}

}  // namespace

// Whatever a source sends, reading it gives an error or rows of which none is lost.
extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  static const std::vector<fxlake::sources::Spec> kSources = Sources();
  for (const auto& spec : kSources) {
    for (const auto& reader : spec.readers) {
      const auto outcome = fxlake::sources::ReadBody(reader, std::string(data, size), {{"date", "2026-04-14"}});
      if (!outcome) continue;
      if (outcome->observations.size() + outcome->refused_count + outcome->without_rate + outcome->ignored != outcome->rows) std::abort();
    }
  }
  return 0;
}
