// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <random>
#include <string>

#include "fxlake/jsonata/environment.h"

namespace fxlake::jsonata {

// Variables that a test gives, a fixed time, and the same random numbers each time.
class EnvironmentForTest : public Environment {
 public:
  std::optional<Json> Variable(std::string_view name) override {
    const auto found = variables.find(std::string(name));
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  }
  Instant Now() override { return Instant::FromMicros(1'764'324'000'123'456); }
  std::uint64_t Random() override { return random_(); }

  std::map<std::string, Json> variables;

 private:
  std::mt19937_64 random_{1};
};

}  // namespace fxlake::jsonata
