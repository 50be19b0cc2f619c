// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fxlake/base/json.h"
#include "fxlake/env/object_store.h"
#include "fxlake/rates/observation.h"

namespace fxlake::lake {

// Why a row is in quarantine: it could not be read, its date is later than the source can publish, or its
// rate is implausible.
enum class RejectionKind { rejected, future, suspect };
std::string_view NameOf(RejectionKind kind);

// A rejected row or response body.
struct RejectedRow {
  std::string raw_object;
  std::string where;  // "row 17"; "" for the whole body
  std::string cells;  // the row's cells: `date=2026-02-30 quote=USD rate=1.1`
  std::string reason;
  RejectionKind kind = RejectionKind::rejected;
  std::optional<rates::Observation> observation = {};  // the parsed row; unset only for kind `rejected`

  bool is_whole_body() const { return where.empty() && cells.empty(); }
  friend bool operator==(const RejectedRow&, const RejectedRow&) = default;
};

// Writes all rejected rows of one fetch under its fetch record (quarantine/source=S/<record>.json), replacing
// those of an earlier transform of that fetch. Returns the SHA-256 of the object; "" when there are no rows.
Result<std::string> KeepRejected(env::ObjectStore& store, const std::string& source,
                                 const std::string& record_key, const std::vector<RejectedRow>& rows);
std::string QuarantineKey(const std::string& source, const std::string& record_key);

// The rejected rows of a fetch; empty when there are none.
Result<std::vector<RejectedRow>> ReadRejected(env::ObjectStore& store, const std::string& source,
                                              const std::string& record_key);

struct QuarantinedFetch {
  std::string source;
  std::string record_key;
  std::vector<RejectedRow> rows;
};
// The quarantine object with that key.
Result<QuarantinedFetch> ReadQuarantinedFetch(env::ObjectStore& store, const std::string& key);
Result<std::vector<QuarantinedFetch>> ReadQuarantine(env::ObjectStore& store, const std::string& source);
Result<std::vector<std::string>> QuarantinedSources(env::ObjectStore& store);

}  // namespace fxlake::lake
