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

// Whoever publishes rates: the sources whose files name one `provider`.
struct Provider {
  std::string key;   // as /v2 names it: ECB
  std::string name;  // European Central Bank
  std::string website;
  rates::CurrencyCode home;  // its own currency
  std::vector<std::string> sources;
  std::shared_ptr<const RateHistory> history;
};

// The lake's rates as of one manifest, and what it tells of its runs, in memory. It never changes: an answer
// made from one snapshot is whole.
struct Snapshot {
  std::uint64_t version = 0;  // of the manifest
  std::string etag;           // of the manifest; "" when there is none
  lake::Manifest manifest;
  std::vector<std::shared_ptr<const RateHistory>> histories;  // by source; of those that have rates
  std::vector<Provider> providers;                            // by key
  std::map<std::string, std::string> left_out;  // sources that are not served, with the reason, by name
  std::shared_ptr<const LakeRecords> records = std::make_shared<LakeRecords>();

  const RateHistory* FindSource(std::string_view source) const;
  const Provider* FindProvider(std::string_view key) const;
  // The European Central Bank's rates, which /v1 serves; nullptr when the lake has none.
  const Provider* ecb() const { return FindProvider("ECB"); }
};

// What becomes of a source of which a partition is not the one that the manifest names, as while a run is
// under way, or is damaged.
enum class Unvouched {
  refuse,     // conflict; but a source that was left out of `before` may be again
  leave_out,  // the others are served; left_out says which one is not, and why
};

// Reads the lake, and nothing that its manifest does not vouch for. Sources that are in `before` as they are
// now are shared with it.
Result<std::shared_ptr<const Snapshot>> LoadSnapshot(env::ObjectStore& processed,
                                                     const sources::Catalog& catalog, const Snapshot* before,
                                                     Unvouched unvouched);

}  // namespace fxlake::server
