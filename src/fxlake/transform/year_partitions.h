// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "fxlake/env/object_store.h"
#include "fxlake/lake/manifest.h"
#include "fxlake/lake/rate_table.h"
#include "fxlake/transform/merge.h"
#include "fxlake/transform/transform.h"

namespace fxlake::transform {

// The partitions of one source that new rows affect: read on first use, merged repeatedly, then written.
// Between merges they are kept encoded to save memory.
class YearPartitions {
 public:
  // `known` are the source's partitions according to the manifest. `from_scratch` ignores and replaces
  // existing contents. `threads` as in ParallelFor.
  YearPartitions(env::ObjectStore& processed, std::string source,
                 std::map<lake::PartitionId, lake::PartitionInfo> known, bool from_scratch,
                 std::size_t threads)
      : processed_(processed),
        source_(std::move(source)),
        known_(std::move(known)),
        from_scratch_(from_scratch),
        threads_(threads) {}

  // corrupt: a partition is not the one that the manifest names, because a writer was killed or is active;
  // the year can then only be made from scratch.
  Result<void> Merge(std::map<int, lake::RateRows> incoming);
  // The current rates of a year; empty when there are none. corrupt as Merge.
  Result<lake::RateRows> Known(int year);
  const MergeCounts& counts() const { return counts_; }
  // Rows that conflict with an earlier row of their fetch, each once.
  std::vector<std::pair<lake::RateRow, lake::Origin>> TakeContradictions() {
    return std::exchange(contradictions_, {});
  }

  // From scratch only, before Write: adds what the manifest's partitions contain and the new ones do not.
  Result<void> AddLossTo(RebuildLoss& loss) const;

  struct Written {
    std::vector<WrittenPartition> partitions;
    std::optional<int> first_year;
  };
  // Writes the changed partitions and records them in `state`; the caller deletes vanished ones after it
  // commits the state. Revisions are written first, so that a superseded rate is never lost. conflict:
  // another process wrote one of these partitions since it was read.
  Result<Written> Write(lake::SourceState& state);

 private:
  struct Partition {
    std::string bytes;  // empty: no rows
    lake::PartitionInfo info;
    std::optional<std::string> etag;  // of the existing object; nullopt: none
    std::string hash_there;
  };
  struct Year {
    Partition rates;
    Partition revisions;
    Partition& Of(lake::Table table) { return table == lake::Table::exchange_rates ? rates : revisions; }
  };

  Result<void> Read(lake::PartitionId id, Partition& partition) const;
  Result<void> AddLossOfYear(int year, RebuildLoss& loss) const;
  const Partition* Made(lake::PartitionId id) const;
  Result<MergeResult> MergeYear(int year, lake::RateRows incoming, bool first_touch, Year& into) const;
  Result<void> WriteTable(lake::Table table, lake::SourceState& state, Written& written);
  Result<void> DropVanished(lake::SourceState& state, Written& written);

  env::ObjectStore& processed_;
  std::string source_;
  std::map<lake::PartitionId, lake::PartitionInfo> known_;
  bool from_scratch_;
  std::size_t threads_;
  std::map<int, Year> years_;
  MergeCounts counts_;
  std::vector<std::pair<lake::RateRow, lake::Origin>> contradictions_;
};

}  // namespace fxlake::transform
