// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/query/engine.h"
#include "fxlake/rates/quoted_rate.h"

namespace fxlake::cli {

// The rates of one source.
struct SourceQuotes {
  std::string source;
  std::vector<rates::QuotedRate> quotes;
};

// One row for each date and target that at least two sources have: a column with each source's rate, and the
// largest deviation from the first source in basis points (hundredths of a percent, two decimals). Rates
// whose date differs from the first source's are excluded from the deviation. `text` formats rates as text.
query::Table Compare(const std::vector<SourceQuotes>& sources, bool text);

}  // namespace fxlake::cli
