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

// What statements may do: rules read the lake; queries make tables in memory besides; unlocked ones reach
// what this process can.
enum class SqlAccess { rules, queries, unlocked };

struct LakeEngineOptions {
  query::DuckDbOptions duckdb = {};
  std::optional<std::string> folder =
      {};  // of the lake, absolute, when its objects are files; else partitions are copied to this machine
  std::string temporary_folder;  // not there yet, in a folder that is: for the copies; beside it, what memory
                                 // does not hold; "": nowhere
  std::optional<Instant> as_of = {};
  int first_year = 0;  // partitions of earlier years are left out
  SqlAccess access = SqlAccess::queries;
  std::optional<std::string> output_file = {};           // for WriteParquet
  std::function<Result<std::string>()> more_views = {};  // statements that make views besides the lake's
  std::function<Result<void>(query::DuckDbEngine&)> before_unlocked_use =
      {};  // what an unlocked engine gets besides
};

// DuckDB over the partitions that the manifest names. None is read before its bytes were found to be those of
// the manifest: on a folder all are checked when this opens, elsewhere those that a statement reads are
// fetched whole and checked. Errors besides the engine's: corrupt, naming the partition and the command that
// mends it; denied, when a statement reaches beyond its access.
class LakeEngine : public query::Engine {
 public:
  static Result<std::unique_ptr<LakeEngine>> Open(env::ObjectStore& processed, env::Clock& clock,
                                                  LakeEngineOptions options);

  Result<void> Run(const std::string& sql, query::RowSink& sink) override;
  // Writes the rows of one SELECT to the output file of the options.
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
  std::vector<lake::PartitionInfo> infos_;   // of the partitions
  std::vector<std::uint8_t> checked_;        // those whose bytes are known to be right
  std::unique_ptr<PartitionCopies> copies_;  // null on a folder
  std::unique_ptr<query::DuckDbEngine> engine_;
};

}  // namespace fxlake::pipeline
