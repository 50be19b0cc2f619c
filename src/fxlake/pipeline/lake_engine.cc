// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/lake_engine.h"

#include <numeric>

#include "fxlake/base/parallel.h"
#include "fxlake/lake/committed.h"

namespace fxlake::pipeline {

Result<std::unique_ptr<LakeEngine>> LakeEngine::Open(env::ObjectStore& processed, env::Clock& clock,
                                                     LakeEngineOptions options) {
  std::unique_ptr<LakeEngine> engine(new LakeEngine(processed, clock, std::move(options)));
  RETURN_IF_ERROR(lake::ReadCommitted(
      processed, clock, [&](const lake::Manifest& manifest) { return engine->OpenAt(manifest); }));
  return engine;
}

// DuckDB reads a view's columns from its first file when the view is created, so that file is always
// verified.
Result<void> LakeEngine::OpenAt(const lake::Manifest& manifest) {
  engine_.reset();
  copies_.reset();
  partitions_.clear();
  infos_.clear();
  query::LakeFiles files;
  std::vector<std::string> keys;
  std::vector<std::size_t> first_of_each;
  for (const auto& [source, state] : manifest.sources) {
    for (const auto& [id, info] : state.partitions) {
      if (id.year < options_.first_year) continue;
      auto& table = id.table == lake::Table::exchange_rates ? files.rates : files.revisions;
      if (table.empty()) first_of_each.push_back(partitions_.size());
      partitions_.push_back({source, id});
      infos_.push_back(info);
      keys.push_back(lake::PartitionKey(source, id));
      table.push_back(keys.back());
    }
  }
  checked_.assign(partitions_.size(), 0);
  if (!options_.folder) {
    ASSIGN_OR_RETURN(copies_, PartitionCopies::Make(options_.temporary_folder, keys));
  }
  files.root = copies_ ? copies_->folder() : *options_.folder;
  if (copies_ && options_.access != SqlAccess::rules) {
    RETURN_IF_ERROR(Check(first_of_each));
  } else {
    std::vector<std::size_t> all(partitions_.size());
    std::iota(all.begin(), all.end(), 0);
    RETURN_IF_ERROR(Check(all));
  }
  ASSIGN_OR_RETURN(engine_, query::DuckDbEngine::Open(options_.duckdb));
  RETURN_IF_ERROR(query::Execute(*engine_, query::CreateViews(files, options_.as_of))
                      .In("creating the views of the lake"));
  if (options_.more_views) {
    ASSIGN_OR_RETURN(const auto views, options_.more_views());
    RETURN_IF_ERROR(query::Execute(*engine_, views).In("creating the views of the quality rules"));
  }
  return LockIn(files);
}

Result<void> LakeEngine::LockIn(const query::LakeFiles& files) {
  if (options_.access == SqlAccess::unlocked)
    return options_.before_unlocked_use ? options_.before_unlocked_use(*engine_) : Result<void>();
  query::SqlLimits limits{
      .readable_files = {},
      .output_file = options_.output_file,
      .temporary_folder = options_.temporary_folder.empty() ? "" : options_.temporary_folder + "-spilled",
      .only_select = options_.access == SqlAccess::rules};
  for (const auto* keys : {&files.rates, &files.revisions}) {
    for (const auto& key : *keys) limits.readable_files.push_back(files.root + "/" + key);
  }
  return engine_->Lock(limits);
}

Result<void> LakeEngine::Check(const std::vector<std::size_t>& partitions) {
  return ParallelFor(partitions.size(), processed_.ReadsAtOnce(), [&](std::size_t i) -> Result<void> {
    const auto at = partitions[i];
    if (checked_[at] != 0) return {};
    const auto& [source, id] = partitions_[at];
    ASSIGN_OR_RETURN(const auto bytes, lake::ReadPartition(processed_, source, id, infos_[at]));
    if (copies_) RETURN_IF_ERROR(copies_->Write(lake::PartitionKey(source, id), bytes));
    checked_[at] = 1;
    return {};
  });
}

// A partition that does not match the manifest may come from a later commit; then everything is opened again.
Result<void> LakeEngine::CheckWhatIsRead(const std::string& sql) {
  if (std::accumulate(checked_.begin(), checked_.end(), std::size_t{0}) == checked_.size()) return {};
  auto checked = Check(ScannedPartitions(*engine_, sql, partitions_));
  if (checked || checked.error().kind() != ErrorKind::corrupt) return checked;
  return lake::ReadCommitted(processed_, clock_, [&](const lake::Manifest& manifest) -> Result<void> {
    RETURN_IF_ERROR(OpenAt(manifest));
    return Check(ScannedPartitions(*engine_, sql, partitions_));
  });
}

Result<void> LakeEngine::Run(const std::string& sql, query::RowSink& sink) {
  RETURN_IF_ERROR(CheckWhatIsRead(sql));
  return engine_->Run(sql, sink);
}

Result<void> LakeEngine::WriteParquet(const std::string& sql) {
  if (!options_.output_file) return InvalidInput("writing Parquet: the output file is missing");
  RETURN_IF_ERROR(CheckWhatIsRead(sql));
  return engine_->WriteParquet(sql, *options_.output_file);
}

}  // namespace fxlake::pipeline
