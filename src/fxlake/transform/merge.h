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
  std::uint64_t added = 0;         // keys without a rate before
  std::uint64_t same = 0;          // incoming rows equal to the known value
  std::uint64_t revised = 0;       // incoming rows that differ from the known value
  std::uint64_t contradicted = 0;  // incoming rows whose value differs from an earlier row of the same fetch
};

struct MergeResult {
  YearRows rows;
  MergeCounts counts;
  std::vector<lake::RateRow> contradictions;  // their origins are those of `incoming`
};

// Merges new observations into the known rows of a year. For each key (date, base, target) all values ever
// published form a chain in the order of recording; consecutive equal values count once, as the earliest; the
// last value is the rate, every other one is a revision superseded at the recording time of the next. The
// result therefore depends on the observations, not on how they were split into merges. `incoming` need not
// be sorted; of rows with equal key and recording time the first is used.
MergeResult Merge(const YearRows& known, lake::RateRows incoming);

}  // namespace fxlake::transform
