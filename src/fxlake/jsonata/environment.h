// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "fxlake/base/instant.h"
#include "fxlake/base/json.h"

namespace fxlake::jsonata {

// What an expression sees besides its input.
class Environment {
 public:
  virtual ~Environment() = default;
  // The value of $name; nullopt when nothing has that name.
  virtual std::optional<Json> Variable(std::string_view name) = 0;
  virtual Instant Now() = 0;
  virtual std::uint64_t Random() = 0;
};

// How much an evaluation may take; past it there is U1001. Counted and not timed, so that the same expression
// ends the same way on every machine.
struct Limits {
  std::size_t steps = 50'000'000;   // about a second or two
  std::size_t memory = 256U << 20;  // bytes in use
  std::size_t depth = 100'000;      // evaluations inside of evaluations
  std::size_t stack = 3U << 20;     // bytes
};

}  // namespace fxlake::jsonata
