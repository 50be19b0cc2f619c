// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "fxlake/lake/rate_table.h"

namespace fxlake::transform {

// The two partitions of one source and year.
struct YearRows {
  lake::RateRows rates;
  lake::RateRows revisions;
};

struct MergeCounts {
  std::uint64_t added = 0;         // keys that had no rate
  std::uint64_t same = 0;          // incoming rows that say what is known
  std::uint64_t revised = 0;       // incoming rows with another value than the one known until then
  std::uint64_t contradicted = 0;  // incoming rows with another value than an earlier row of the same visit
};

struct MergeResult {
  YearRows rows;
  MergeCounts counts;
  std::vector<lake::RateRow> contradictions;  // their origins are those of `incoming`
};

// Adds what a source newly says to what is known of a year. For each key (date, base, target) all that was
// ever said, in the order of recording, is a chain; neighbours of equal value count once, by the earlier; the
// last link is the rate, each other one a revision that was superseded when the next was recorded. So the
// result depends on what was said and not on how often it is merged. `incoming` need not be sorted; of rows
// of one key recorded at the same time the first holds.
MergeResult Merge(const YearRows& known, lake::RateRows incoming);

}  // namespace fxlake::transform
