// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "fxlake/base/json.h"
#include "fxlake/env/object_store.h"
#include "fxlake/lake/keys.h"

namespace fxlake::lake {

struct PartitionInfo {
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;
  std::string sha256;
  Date first_day;
  Date last_day;
  friend bool operator==(const PartitionInfo&, const PartitionInfo&) = default;
};

// What the processed zone holds of one source.
struct SourceState {
  std::uint64_t commits = 0;            // so often this source was committed: an equal state can be a later one
  std::optional<Date> watermark;        // the newest day that has a rate
  std::set<std::string> sealed_months;  // "2026/03": every record of a visit in it is transformed
  std::set<std::string> records;        // the transformed ones of other months, by key
  std::uint64_t decisions = 0;          // so many objects of decisions (decisions.h) are taken into account
  std::map<PartitionId, PartitionInfo> partitions;

  bool HasSeen(const std::string& record_key) const;
  // Notes transformed records and seals their months that lie two or more before the newest, so that the list stays short.
  void MarkSeen(const std::set<std::string>& record_keys);
  friend bool operator==(const SourceState&, const SourceState&) = default;
};

// The snapshot that readers go by (processed/_manifest.json).
struct Manifest {
  std::uint64_t version = 0;  // 0: nothing was ever committed
  std::map<std::string, SourceState> sources;

  Json ToJson() const;
  static Result<Manifest> FromJson(const Json& json);
};

// Errors besides the store's: corrupt when the object is no manifest or one of a newer format.
Result<Manifest> ReadManifest(env::ObjectStore& processed);

// Replaces the states of some sources by compare-and-swap, and counts the commit in each. Other sources' states may have changed
// meanwhile; conflict when one of these was committed since `base`: then its work must be done again.
Result<Manifest> Commit(env::ObjectStore& processed, const Manifest& base, const std::map<std::string, SourceState>& changed);

}  // namespace fxlake::lake
