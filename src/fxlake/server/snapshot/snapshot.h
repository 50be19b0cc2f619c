// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "fxlake/lake/manifest.h"
#include "fxlake/server/snapshot/lake_records.h"
#include "fxlake/server/snapshot/rate_history.h"
#include "fxlake/sources/language/catalog.h"

namespace fxlake::server {

// A publisher of rates: the sources whose files have the same `provider`.
struct Provider {
  std::string key;   // as in /v2: ECB
  std::string name;  // European Central Bank
  std::string website;
  rates::CurrencyCode home;  // its home currency
  std::vector<std::string> sources;
  std::shared_ptr<const RateHistory> history;
};

// The lake's rates according to one manifest, and its run records, in memory. Immutable, so a response made
// from one snapshot is consistent.
struct Snapshot {
  std::uint64_t version = 0;  // of the manifest
  std::string etag;           // of the manifest; "" when there is none
  lake::Manifest manifest;
  std::vector<std::shared_ptr<const RateHistory>> histories;  // by source; only sources with rates
  std::vector<Provider> providers;                            // sorted by key
  std::map<std::string, std::string> not_served;  // sources that are not served, with the reason, by name
  std::shared_ptr<const LakeRecords> records = std::make_shared<LakeRecords>();

  const RateHistory* FindSource(std::string_view source) const;
  const Provider* FindProvider(std::string_view key) const;
  // The European Central Bank's rates, which /v1 serves; nullptr when the lake has none.
  const Provider* ecb() const { return FindProvider("ECB"); }
};

// What to do with a source whose partition is not the one that the manifest names, as during a run or after
// damage.
enum class Unvouched {
  refuse,     // conflict; but a source that `before` left out may be left out again
  leave_out,  // serve the others; not_served names the source and the reason
};

// Loads the lake, and only what its manifest vouches for. Unchanged sources are shared with `before`.
Result<std::shared_ptr<const Snapshot>> LoadSnapshot(env::ObjectStore& processed,
                                                     const sources::Catalog& catalog, const Snapshot* before,
                                                     Unvouched unvouched);

}  // namespace fxlake::server
