// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fxlake/base/json.h"
#include "fxlake/iceberg/schema.h"

namespace fxlake::iceberg {

// The state of a table at one commit.
struct Snapshot {
  std::int64_t id = 0;
  std::optional<std::int64_t> parent_id;
  std::int64_t sequence_number = 0;
  std::int64_t timestamp_ms = 0;
  std::string manifest_list;                   // absolute
  std::map<std::string, std::string> summary;  // with "operation"
};

// A name for a snapshot: the branch "main", or a tag.
struct Ref {
  std::int64_t snapshot_id = 0;
  bool is_tag = false;
};

inline constexpr std::string_view kMainBranch = "main";

// A table's metadata file, format version 2 (Apache Iceberg table specification).
struct TableMetadata {
  std::string uuid;
  std::string location;  // absolute, of the table's folder, without a slash at its end
  std::int64_t last_sequence_number = 0;
  std::int64_t last_updated_ms = 0;
  std::map<std::string, std::string> properties;
  std::vector<Snapshot> snapshots;  // the oldest first
  std::map<std::string, Ref> refs;
  std::vector<std::pair<std::int64_t, std::int64_t>>
      snapshot_log;  // when which snapshot became the current one
  std::vector<std::pair<std::int64_t, std::string>> metadata_log;  // metadata files before this one
  Json schema;                                                     // as the file has it
  Json partition_fields;

  // That of the branch "main"; nullptr while the table has none.
  const Snapshot* current() const;
  const Snapshot* Find(std::int64_t id) const;
  // Drops what `keep` leaves out, never the current one, with the tags on it and the log before it.
  void KeepSnapshots(const std::vector<std::int64_t>& keep);

  // With a last member that readers pass over: the SHA-256 of what is before it.
  std::string ToText(const TableSchema& schema) const;
  // corrupt when it is no metadata, invalid_input for what is not read here: another format version,
  // branches.
  static Result<TableMetadata> Parse(std::string_view text);
};

// invalid_input unless the table has these columns and this partitioning.
Result<void> CheckIsOf(const TableSchema& schema, const TableMetadata& metadata);

}  // namespace fxlake::iceberg
