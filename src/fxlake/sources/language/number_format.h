// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/base/decimal.h"

namespace fxlake::sources {

// How a source writes numbers.
struct NumberFormat {
  char decimal_point = '.';    // '\0': told by each number itself (docs/reference/sources.md)
  std::string thousands;       // characters that may stand between digits; a blank is any blank
  int significant_digits = 0;  // what is beyond is binary noise; 0: every digit counts

  // invalid_input when `text` is no number of this format.
  Result<Decimal::Parsed> Read(std::string_view text) const;
};

}  // namespace fxlake::sources
