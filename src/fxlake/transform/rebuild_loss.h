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

// What the committed partitions of a source contain and a rebuild does not.
struct RebuildLoss {
  std::uint64_t rates = 0;      // keys (date, base, target) without any rate after the rebuild
  std::uint64_t revisions = 0;  // values that are neither rate nor revision of their key afterwards
  std::set<std::int32_t> days;  // of both
  std::map<std::string, std::uint64_t> pairs;  // EUR/USD: its rates and revisions
  // years whose committed partition is corrupt: only row counts were compared
  std::set<int> unread_years;
  std::vector<std::string> missing_records;  // of fetches that the manifest or the journal names
  std::uint64_t changed = 0;                 // keys whose rate changes; not a loss

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

// Adds what `before` contains and `after` does not. A value counts as kept when it is the rate or a revision
// of its key.
void AddLoss(const YearTables& before, const YearTables& after, RebuildLoss& loss);

}  // namespace fxlake::transform
