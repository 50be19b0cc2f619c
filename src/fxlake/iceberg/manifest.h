// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/iceberg/data_file.h"

namespace fxlake::iceberg {

enum class Status { existing = 0, added = 1, deleted = 2 };

// What a manifest says of one data file.
struct ManifestEntry {
  Status status = Status::existing;
  std::int64_t snapshot_id = 0;                 // in which it was added or, deleted, taken away
  std::optional<std::int64_t> sequence_number;  // of that commit; nothing: that of the manifest
  DataFile file;
  friend bool operator==(const ManifestEntry&, const ManifestEntry&) = default;
};

// The data files of one group.
struct Manifest {
  std::map<std::string, std::string> notes;  // the file's own key-values, besides those of Iceberg
  std::vector<ManifestEntry> entries;
};

// What a manifest list says of one manifest.
struct ManifestSummary {
  std::string path;  // absolute
  std::int64_t bytes = 0;
  std::int64_t sequence_number = 0;
  std::int64_t min_sequence_number = 0;
  std::int64_t snapshot_id = 0;  // in which the manifest was written
  struct Count {
    std::int64_t files = 0;
    std::int64_t rows = 0;
    friend bool operator==(const Count&, const Count&) = default;
  };
  Count added, existing, deleted;
  std::string group;  // of its files
  std::int32_t first_year = 0;
  std::int32_t last_year = 0;
  friend bool operator==(const ManifestSummary&, const ManifestSummary&) = default;
};

// Of a manifest that the commit `sequence_number` of the snapshot writes, all but its path and length.
ManifestSummary Summarize(const Manifest& manifest, std::int64_t snapshot_id, std::int64_t sequence_number);

// The bytes of the files and back. Reading: corrupt, or invalid_input with the name of what is not read here:
// delete files, files of other formats, entries of several groups.
Result<std::string> WriteManifest(const TableSchema& schema, const Manifest& manifest);
Result<Manifest> ReadManifest(const TableSchema& schema, std::string_view bytes);

struct SnapshotIds {
  std::int64_t snapshot_id = 0;
  std::optional<std::int64_t> parent_id;
  std::int64_t sequence_number = 0;
};
Result<std::string> WriteManifestList(const SnapshotIds& ids, const std::vector<ManifestSummary>& manifests);
Result<std::vector<ManifestSummary>> ReadManifestList(std::string_view bytes);

}  // namespace fxlake::iceberg
