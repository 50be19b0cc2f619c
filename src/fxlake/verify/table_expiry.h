// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "fxlake/iceberg/table.h"
#include "fxlake/verify/leftovers.h"

namespace fxlake::verify {

struct SnapshotRule {
  int keep_days = 30;    // a snapshot stays that is younger,
  int keep_newest = 10;  // or one of so many newest,
  int keep_tags_days =
      365;  // or that has the tag of a run and is younger than that; and the current one always
};

// What an open table may forget.
struct TableExpiry {
  lake::Table table;
  iceberg::TableState state;
  std::vector<iceberg::Snapshot> expired;
};

struct TableCleaning {
  std::vector<TableExpiry> expiries;  // of tables that have something to forget
  std::vector<Leftover> objects;      // that no snapshot names which stays
};

// Looks only at tables that have the rows of the lake's manifest: what another publisher is about to name is
// never among the objects. Nothing where the tables are turned off or were published for another place.
Result<TableCleaning> FindTableCleaning(const Survey& survey, const SnapshotRule& rule);

// Commits tables without what expired. The objects are for Remove, afterwards. conflict: a publisher was
// first.
Result<void> Expire(const Survey& survey, const std::vector<TableExpiry>& expiries, Instant now);

}  // namespace fxlake::verify
