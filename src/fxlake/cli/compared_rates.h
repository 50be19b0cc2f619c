// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/query/engine.h"
#include "fxlake/rates/quoted_rate.h"

namespace fxlake::cli {

// What one source says.
struct SourceQuotes {
  std::string source;
  std::vector<rates::QuotedRate> quotes;
};

// A row for each day and target that two sources or more have: a column for each source's rate, and by how
// many basis points (hundredths of a percent, two decimals) the farthest lies from the first; rates that are
// of another day than the first's do not count. `text` writes rates as texts.
query::Table Compare(const std::vector<SourceQuotes>& sources, bool text);

}  // namespace fxlake::cli
