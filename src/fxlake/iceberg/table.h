// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/instant.h"
#include "fxlake/env/object_store.h"
#include "fxlake/env/random.h"
#include "fxlake/iceberg/manifest.h"
#include "fxlake/iceberg/metadata.h"

namespace fxlake::iceberg {

// The property with a copy of the current snapshot's manifest list: its id, and Base64.
inline constexpr const char* kListCopy = "manifest-list-copy";

// Where a table lies: its folder in a store, and how engines outside call that folder.
struct TablePlace {
  env::ObjectStore& store;
  std::string folder;    // tables/exchange_rates
  std::string location;  // /data/lake/tables/exchange_rates, s3://bucket/prefix/tables/exchange_rates

  std::string MetadataKey(std::uint64_t version) const;  // <folder>/metadata/v7.metadata.json
  std::string HintKey() const;
};

// A table as it was found.
struct TableState {
  std::uint64_t version = 0;  // of its metadata file; 0: there is no table
  TableMetadata metadata;
  std::uint64_t hint = 0;                // what version-hint.text says; 0: nothing that is there
  std::optional<std::string> hint_etag;  // of that object
  std::string hint_problem;              // why it says nothing, though there is a table; "" when it is well
};

// The table by version-hint.text, or by what is there when that is lost. With `probe`, versions after it,
// too, which a publisher that was killed left without a hint, or another is writing now. Errors: corrupt or
// invalid_input when what is there is no table.
Result<TableState> LoadTable(const TablePlace& place, bool probe);

// What is there with no metadata: a new table is committed on top of it in the place of any other, even of
// one that cannot be read.
Result<TableState> ForgetTable(const TablePlace& place);

// The key of a file that the metadata names by its absolute path; corrupt when it lies outside of the table.
Result<std::string> KeyOf(const TablePlace& place, const TableMetadata& metadata, std::string_view path);

// What the snapshot names; nothing when there is none.
Result<std::vector<ManifestSummary>> ReadManifests(const TablePlace& place, const TableMetadata& metadata,
                                                   const Snapshot* snapshot);
// Those of the current snapshot, by the copy of its list that the metadata has: a request less.
Result<std::vector<ManifestSummary>> ReadCurrentManifests(const TablePlace& place,
                                                          const TableMetadata& metadata);
Result<Manifest> ReadManifestOf(const TablePlace& place, const TableSchema& schema,
                                const TableMetadata& metadata, const ManifestSummary& manifest);

// A new manifest of a group, in the place of the one that was. Its label becomes a part of its file's name:
// <group>-<label>-<snapshot>-m.avro.
struct GroupChange {
  std::string group;
  std::string label;
  std::vector<ManifestEntry> entries;  // those that are added or deleted get the snapshot's id
  std::map<std::string, std::string> notes;
};

struct CommitRequest {
  std::vector<ManifestSummary> kept;  // manifests that stay as they are
  std::vector<GroupChange> changed;
  std::vector<env::PutRequest> files;          // data files, by key, written before anything names them
  std::map<std::string, std::string> summary;  // the caller's own part of the snapshot's
  std::string tag;                             // a name for the snapshot; "": none
  Instant now;
};

// The label in the name of a manifest's file.
std::string_view LabelOf(const ManifestSummary& manifest);

// Commits a snapshot on top of `base`, or a new table when that has no metadata: writes files, manifests and
// their list, then the next metadata file exclusively, then the hint. conflict: another process was first,
// and `base` has to be loaded again.
Result<TableState> CommitSnapshot(const TablePlace& place, const TableSchema& schema, env::Random& random,
                                  const TableState& base, const CommitRequest& request);

// Commits metadata that only forgets: the same without a snapshot.
Result<TableState> CommitMetadata(const TablePlace& place, const TableSchema& schema, const TableState& base,
                                  TableMetadata next, Instant now);

// Writes a hint that is missing or behind the table. One that another process moved further stays.
Result<void> MoveHint(const TablePlace& place, const TableState& state);

}  // namespace fxlake::iceberg
