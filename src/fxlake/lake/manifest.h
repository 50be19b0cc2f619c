// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "fxlake/base/json.h"
#include "fxlake/env/object_store.h"
#include "fxlake/lake/keys.h"
#include "fxlake/lake/rate_table.h"

namespace fxlake::lake {

struct PartitionInfo {
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;
  std::string sha256;
  Date first_day;
  Date last_day;
  friend bool operator==(const PartitionInfo&, const PartitionInfo&) = default;
};

// Of a partition's rows, at least one, and its bytes.
PartitionInfo InfoOf(const RateRows& rows, std::string_view bytes);

// What the processed zone holds of one source.
struct SourceState {
  std::uint64_t commits = 0;      // so often this source was committed: an equal state can be a later one
  std::optional<Date> watermark;  // the newest day that has a rate
  std::set<std::string> sealed_months;  // "2026/03": every record of a visit in it is transformed
  std::set<std::string> records;        // the transformed ones of other months, by key
  std::uint64_t decisions = 0;          // so many objects of decisions (decisions.h) are taken into account
  std::map<PartitionId, PartitionInfo> partitions;
  std::map<std::string, std::string> quarantine;  // SHA-256 of each object of refused rows, by key

  bool HasSeen(const std::string& record_key) const;
  // Notes transformed records and seals their months that lie two or more before the newest, so that the list
  // stays short.
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

// Why a manifest cannot be used.
enum class ManifestDamage {
  none,
  missing,     // there are partition files, and no manifest beside them
  unreadable,  // truncated or changed
  newer,       // of a format that this program does not know
};

// What is there in the place of the manifest.
struct ManifestReading {
  Manifest manifest;  // empty when it is damaged
  std::string etag;   // "" when there is no object
  ManifestDamage damage = ManifestDamage::none;
  std::string reason = {};  // of the damage, and what to do about it; "" when there is none
};

// Errors: the store's only.
Result<ManifestReading> ExamineManifest(env::ObjectStore& processed);
// The same of an object that was read already.
ManifestReading ExamineManifest(const env::ObjectStore& processed, const env::ObjectBytes& object);

// Errors besides the store's: corrupt, and what to do, when the manifest is damaged.
Result<Manifest> ReadManifest(env::ObjectStore& processed);

// Makes an empty manifest where there is none, before the first partition is written: so one that is missing
// beside partitions was lost.
Result<void> BeginManifest(env::ObjectStore& processed);

// Replaces the states of some sources by compare-and-swap, and counts the commit in each. Other sources'
// states may have changed meanwhile; conflict when one of these was committed since `base`: then its work
// must be done again.
Result<Manifest> Commit(env::ObjectStore& processed, const Manifest& base,
                        const std::map<std::string, SourceState>& changed);

// A whole new manifest in the place of one that is missing or unreadable. conflict when another process was
// first.
Result<Manifest> ReplaceManifest(env::ObjectStore& processed, const ManifestReading& damaged,
                                 const std::map<std::string, SourceState>& states);

// What the partition files of a source hold, whatever the manifest says; files that cannot be read are left
// out.
Result<std::map<PartitionId, PartitionInfo>> FoundPartitions(env::ObjectStore& processed,
                                                             const std::string& source);
// The sources that have partition files.
Result<std::vector<std::string>> FoundSources(env::ObjectStore& processed);

}  // namespace fxlake::lake
