// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fxlake/base/instant.h"
#include "fxlake/env/clock.h"
#include "fxlake/lake/manifest.h"
#include "fxlake/pipeline/partition_copies.h"
#include "fxlake/pipeline/scanned_partitions.h"
#include "fxlake/query/duckdb_engine.h"
#include "fxlake/query/views.h"

namespace fxlake::pipeline {

// What SQL statements may do: rules only read the lake; queries may also create tables in memory; unlocked
// ones may access anything this process can.
enum class SqlAccess { rules, queries, unlocked };

struct LakeEngineOptions {
  query::DuckDbOptions duckdb = {};
  // absolute path of the lake when its objects are files; otherwise partitions are copied locally
  std::optional<std::string> folder = {};
  // a folder that does not exist yet, with an existing parent: holds the copies, and next to it data that
  // exceeds memory; "": none
  std::string temporary_folder;
  std::optional<Instant> as_of = {};
  int first_year = 0;  // earlier years are excluded
  SqlAccess access = SqlAccess::queries;
  std::optional<std::string> output_file = {};           // for WriteParquet
  std::function<Result<std::string>()> more_views = {};  // statements that create further views
  // access granted to an unlocked engine
  std::function<Result<void>(query::DuckDbEngine&)> before_unlocked_use = {};
};

// DuckDB over the partitions that the manifest names. Each partition is verified against its hash before it
// is read: for a folder all when this opens; for other stores those that a statement reads are copied whole
// and verified. Errors besides the engine's: corrupt, with the partition and the repair command; denied, when
// a statement exceeds its access.
class LakeEngine : public query::Engine {
 public:
  static Result<std::unique_ptr<LakeEngine>> Open(env::ObjectStore& processed, env::Clock& clock,
                                                  LakeEngineOptions options);

  Result<void> Run(const std::string& sql, query::RowSink& sink) override;
  // Writes the rows of one SELECT to the options' output file.
  Result<void> WriteParquet(const std::string& sql);

 private:
  LakeEngine(env::ObjectStore& processed, env::Clock& clock, LakeEngineOptions options)
      : processed_(processed), clock_(clock), options_(std::move(options)) {}
  Result<void> OpenAt(const lake::Manifest& manifest);
  Result<void> LockIn(const query::LakeFiles& files);
  Result<void> Check(const std::vector<std::size_t>& partitions);
  Result<void> CheckWhatIsRead(const std::string& sql);

  env::ObjectStore& processed_;
  env::Clock& clock_;
  LakeEngineOptions options_;
  std::vector<SourcePartition> partitions_;
  std::vector<lake::PartitionInfo> infos_;   // by partition
  std::vector<std::uint8_t> checked_;        // whether its bytes have been verified
  std::unique_ptr<PartitionCopies> copies_;  // null for a folder
  std::unique_ptr<query::DuckDbEngine> engine_;
};

}  // namespace fxlake::pipeline
