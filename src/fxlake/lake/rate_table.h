// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/instant.h"
#include "fxlake/lake/keys.h"

namespace fxlake::lake {

// The raw object that a rate was read from. Its key contains the time of recording.
struct Origin {
  Instant recorded_at;
  std::string raw_object;
  friend bool operator==(const Origin&, const Origin&) = default;
};

// A stored rate: packed currency codes, days since 1970-01-01, units of 1e-10.
struct RateRow {
  std::int32_t day = 0;
  std::uint32_t base = 0;
  std::uint32_t target = 0;
  std::uint32_t origin = 0;  // index into RateRows::origins
  std::int64_t rate = 0;
  std::int64_t superseded_at = 0;  // microseconds; only in exchange_rates_revisions

  friend bool operator==(const RateRow&, const RateRow&) = default;
  friend bool SameKey(const RateRow& a, const RateRow& b) {
    return a.day == b.day && a.base == b.base && a.target == b.target;
  }
  friend bool KeyLess(const RateRow& a, const RateRow& b) {
    if (a.day != b.day) return a.day < b.day;
    return a.base != b.base ? a.base < b.base : a.target < b.target;
  }
};

// The rows of one partition with their origins, sorted by date, base, target (revisions: then by time of
// recording).
struct RateRows {
  std::vector<Origin> origins;
  std::vector<RateRow> rows;
};

// Encodes a partition as a Parquet file. The bytes depend on rows and origins only, not on the order of
// origins.
Result<std::string> EncodePartition(Table table, const RateRows& rows);
// corrupt or invalid_input when `bytes` are not a partition of that table.
Result<RateRows> DecodePartition(Table table, std::string_view bytes);

}  // namespace fxlake::lake
