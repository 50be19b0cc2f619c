// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/lake/rate_table.h"

namespace fxlake::transform {

// What the committed partitions of a source hold and a rebuild does not.
struct RebuildLoss {
  std::uint64_t rates = 0;                     // keys (day, base, target) without any rate now
  std::uint64_t revisions = 0;                 // values of a key that are neither its rate nor a revision now
  std::set<std::int32_t> days;                 // of either
  std::map<std::string, std::uint64_t> pairs;  // EUR/USD: rates and revisions of it
  std::set<int>
      unread_years;  // whose committed partition is damaged: only the numbers of its rows were compared
  std::vector<std::string> missing_records;  // of fetches that the manifest or the journal knows
  std::uint64_t changed = 0;                 // keys whose rate is another one now; nothing that is refused

  bool empty() const { return rates == 0 && revisions == 0 && missing_records.empty(); }
  // "185 rates and 2 revisions of 31 days from 2026-01-02 to 2026-02-13 (EUR/CHF 31, EUR/GBP 31, 4 other
  // pairs)"
  std::string Describe() const;
};

// The two tables of one year.
struct YearTables {
  lake::RateRows rates;
  lake::RateRows revisions;
};

// Adds what `before` holds and `after` does not. A value counts as held when it is the rate or a revision of
// its key.
void AddLoss(const YearTables& before, const YearTables& after, RebuildLoss& loss);

}  // namespace fxlake::transform
