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

// The partitions of one source that some new rows touch: read when first touched, merged as often as rows
// come, then written. Between merges they are held encoded, since many years of many currencies are small
// only that way.
class YearPartitions {
 public:
  // `known` is what the manifest says of the source. `from_scratch` takes what is there for nothing known,
  // and replaces it. `threads` as in ParallelFor.
  YearPartitions(env::ObjectStore& processed, std::string source,
                 std::map<lake::PartitionId, lake::PartitionInfo> known, bool from_scratch,
                 std::size_t threads)
      : processed_(processed),
        source_(std::move(source)),
        known_(std::move(known)),
        from_scratch_(from_scratch),
        threads_(threads) {}

  // corrupt: a partition is not the one that the manifest names, for a writer was killed or is at work; only
  // from scratch can the year be made then.
  Result<void> Merge(std::map<int, lake::RateRows> incoming);
  // The rates of a year as they are known by now; empty when there are none. corrupt as Merge.
  Result<lake::RateRows> Known(int year);
  const MergeCounts& counts() const { return counts_; }
  // Rows that lost against an earlier one of their visit, each once.
  std::vector<std::pair<lake::RateRow, lake::Origin>> TakeContradictions() {
    return std::exchange(contradictions_, {});
  }

  // From scratch: adds what the partitions that the manifest names hold and those made do not. Before Write.
  Result<void> AddLossTo(RebuildLoss& loss) const;

  struct Written {
    std::vector<WrittenPartition> partitions;
    std::optional<int> first_year;
  };
  // Writes what changed and notes everything in `state`; what vanished is for the caller to delete, when the
  // state is committed. A superseded rate is safe in the revisions before its successor takes its place.
  // conflict: another process wrote one of these partitions since it was read.
  Result<Written> Write(lake::SourceState& state);

 private:
  struct Partition {
    std::string bytes;  // empty: no rows
    lake::PartitionInfo info;
    std::optional<std::string> etag;  // of the object that is there; nullopt: none
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
