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

// Statistics and hash of a partition that has at least one row.
PartitionInfo InfoOf(const RateRows& rows, std::string_view bytes);

// The committed state of one source in the processed zone.
struct SourceState {
  std::uint64_t commits = 0;            // number of commits; distinguishes equal states
  std::optional<Date> watermark;        // the newest date that has a rate
  std::set<std::string> sealed_months;  // "2026/03": every fetch record of that month is transformed
  std::set<std::string> records;        // keys of transformed fetch records of other months
  std::uint64_t decisions = 0;          // number of decision objects (decisions.h) applied
  std::map<PartitionId, PartitionInfo> partitions;
  std::map<std::string, std::string> quarantine;  // SHA-256 of each quarantine object, by key

  bool HasSeen(const std::string& record_key) const;
  // Marks fetch records as transformed, and replaces the records of months at least two before the newest by
  // sealed months, which keeps the list short.
  void MarkSeen(const std::set<std::string>& record_keys);
  friend bool operator==(const SourceState&, const SourceState&) = default;
};

// The snapshot of the processed zone that readers use (processed/_manifest.json).
struct Manifest {
  std::uint64_t version = 0;  // 0: nothing was ever committed
  std::map<std::string, SourceState> sources;

  Json ToJson() const;
  static Result<Manifest> FromJson(const Json& json);
};

// Why a manifest is unusable.
enum class ManifestDamage {
  none,
  missing,     // partition files exist, but no manifest
  unreadable,  // truncated or modified
  newer,       // in a format that this program does not know
};

// The result of examining the manifest object.
struct ManifestReading {
  Manifest manifest;  // empty when damaged
  std::string etag;   // "" when there is no object
  ManifestDamage damage = ManifestDamage::none;
  std::string reason = {};  // the damage and how to repair it; "" when there is none
};

// Errors: the store's only.
Result<ManifestReading> ExamineManifest(env::ObjectStore& processed);
// As above, for an object that was read already.
ManifestReading ExamineManifest(const env::ObjectStore& processed, const env::ObjectBytes& object);

// Errors: the store's; corrupt, with the repair command, when the manifest is damaged.
Result<Manifest> ReadManifest(env::ObjectStore& processed);

// Creates an empty manifest if there is none, before the first partition is written. A missing manifest
// beside partitions therefore means that it was lost.
Result<void> BeginManifest(env::ObjectStore& processed);

// Replaces the states of some sources by compare-and-swap and increments their commit counts. Other sources
// may have changed since `base`; conflict when one of these sources was committed since: the caller must redo
// its work.
Result<Manifest> Commit(env::ObjectStore& processed, const Manifest& base,
                        const std::map<std::string, SourceState>& changed);

// Replaces a missing or unreadable manifest. conflict when another process did so first.
Result<Manifest> ReplaceManifest(env::ObjectStore& processed, const ManifestReading& damaged,
                                 const std::map<std::string, SourceState>& states);

// The contents of a source's partition files, regardless of the manifest; unreadable files are skipped.
Result<std::map<PartitionId, PartitionInfo>> FoundPartitions(env::ObjectStore& processed,
                                                             const std::string& source);
// The sources that have partition files.
Result<std::vector<std::string>> FoundSources(env::ObjectStore& processed);

}  // namespace fxlake::lake
