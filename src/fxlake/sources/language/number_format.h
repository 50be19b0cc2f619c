// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/base/decimal.h"

namespace fxlake::sources {

// A source's number format.
struct NumberFormat {
  char decimal_point = '.';    // '\0': determined for each number (docs/reference/sources.md)
  std::string thousands;       // characters allowed between digits; a space is any whitespace
  int significant_digits = 0;  // digits beyond are floating-point noise; 0: all digits count

  // invalid_input when `text` is not a number in this format.
  Result<Decimal::Parsed> Read(std::string_view text) const;
};

}  // namespace fxlake::sources
