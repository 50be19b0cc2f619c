// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fxlake/base/json.h"
#include "fxlake/env/object_store.h"
#include "fxlake/rates/observation.h"

namespace fxlake::lake {

// Why a row is in quarantine: it could not be read, it is dated later than its source can publish, or its
// rate is implausible.
enum class RefusalKind { rejected, future, suspect };
std::string_view NameOf(RefusalKind kind);

// What could not become a rate: a row, or a whole body.
struct RejectedRow {
  std::string raw_object;
  std::string where;  // "row 17", or "" for the whole body
  std::string cells;  // what stood there: `date=2026-02-30 quote=USD rate=1.1`
  std::string reason;
  RefusalKind kind = RefusalKind::rejected;
  std::optional<rates::Observation> observation = {};  // what the row says; of every kind but `rejected`

  bool is_whole_body() const { return where.empty() && cells.empty(); }
  friend bool operator==(const RejectedRow&, const RejectedRow&) = default;
};

// Everything that one visit's bodies held and the lake refused, kept under the visit's record
// (quarantine/source=S/<record>.json). Transforming the visit again, after its source's description was
// mended, replaces it. The answer is the SHA-256 of what was kept, "" when there is nothing.
Result<std::string> KeepRejected(env::ObjectStore& store, const std::string& source,
                                 const std::string& record_key, const std::vector<RejectedRow>& rows);
std::string QuarantineKey(const std::string& source, const std::string& record_key);

// What a visit's bodies had refused; empty when nothing.
Result<std::vector<RejectedRow>> ReadRejected(env::ObjectStore& store, const std::string& source,
                                              const std::string& record_key);

struct QuarantinedFetch {
  std::string source;
  std::string record_key;
  std::vector<RejectedRow> rows;
};
// The object of quarantine that lies at `key`.
Result<QuarantinedFetch> ReadQuarantinedVisit(env::ObjectStore& store, const std::string& key);
Result<std::vector<QuarantinedFetch>> ReadQuarantine(env::ObjectStore& store, const std::string& source);
Result<std::vector<std::string>> QuarantinedSources(env::ObjectStore& store);

}  // namespace fxlake::lake
