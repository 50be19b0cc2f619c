// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "fxlake/env/clock.h"
#include "fxlake/env/random.h"
#include "fxlake/lake/manifest.h"
#include "fxlake/tables/partition_files.h"

namespace fxlake::tables {

// A catalog outside that says which metadata file of a table counts (AWS Glue).
class CatalogPointer {
 public:
  virtual ~CatalogPointer() = default;
  // Makes it say `metadata_location`, unless it says that or a later version already.
  virtual Result<void> Move(lake::Table table, const std::string& metadata_location,
                            std::uint64_t version) = 0;
};

struct PublisherContext {
  env::ObjectStore& processed;
  std::string root;   // what engines outside call the lake: an absolute folder, or s3://bucket/prefix
  env::Clock& clock;  // the real time
  env::Random& random;
  CatalogPointer* pointer = nullptr;
};

struct PublishedTable {
  lake::Table table;
  std::uint64_t version = 0;     // of its metadata
  std::int64_t snapshot_id = 0;  // the current one
  std::int64_t rows = 0;
  bool changed = false;  // by this
};

// Publishes what the lake's manifest says as Iceberg tables, revisions before rates, each by a commit of its
// own that other publishers cannot undo. Safe to use from several threads.
class Publisher {
 public:
  explicit Publisher(PublisherContext context) : context_(std::move(context)) {}

  // Notes a commit of the lake, so that Publish needs to read neither it nor these partitions.
  void Note(const lake::Manifest& manifest, PartitionBytes partitions);

  // Brings the tables up to the manifest as it is, whoever committed what they lack; without a difference it
  // writes nothing. `run` becomes a tag on the snapshots. invalid_input: the tables were published for
  // another place; corrupt: a partition or a file of a table is damaged; conflict: others were first, again
  // and again. Answers with the tables that it looked at: the rates say whether the revisions are up to date,
  // too, and are believed unless `every_table`.
  Result<std::vector<PublishedTable>> Publish(const std::string& run, bool every_table = false);

  // The location of the published tables when the lake was moved or copied since; "" otherwise. Publish fails
  // then, since engines read the paths that the tables contain.
  Result<std::string> OtherLocation() const;
  // Replaces both tables by new ones at this location, with one snapshot each: for a lake that was copied or
  // moved.
  Result<std::vector<PublishedTable>> Republish();

 private:
  struct Attempt {
    std::string run;
    bool every_table = false;
    bool probe = false;  // for a version newer than the hint says
  };
  Result<std::vector<PublishedTable>> TryOnce(const Attempt& attempt, PartitionBytes& partitions);
  Result<void> MovePointers(const std::vector<PublishedTable>& published);
  Result<lake::Manifest> TakeManifest(PartitionBytes& partitions);
  Result<PublishedTable> PublishTable(lake::Table table, const lake::Manifest& manifest,
                                      const PartitionBytes& partitions, const std::string& run,
                                      iceberg::TableState state);
  Result<iceberg::TableState> Load(lake::Table table, bool probe);

  PublisherContext context_;
  std::mutex guard_;
  std::optional<lake::Manifest> noted_;
  PartitionBytes partitions_;
};

}  // namespace fxlake::tables
