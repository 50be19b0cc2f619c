// SPDX-License-Identifier: Apache-2.0
#include "fxlake/transform/year_partitions.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "fxlake/base/parallel.h"
#include "fxlake/base/sha256.h"

namespace fxlake::transform {
namespace {

using lake::PartitionId;
using lake::RateRows;
using lake::Table;

// The folder of a table's partitions: processed/exchange_rates/source=ecb/
std::string FolderOf(std::string_view source, Table table) {
  const auto key = lake::PartitionKey(source, {table, 0});
  return key.substr(0, key.rfind("year="));
}

}  // namespace

Result<void> YearPartitions::Merge(std::map<int, RateRows> incoming) {
  struct Work {
    int year;
    RateRows* rows;
    std::vector<lake::Origin> origins;
    Year* into;
    bool first_touch;
    MergeResult result;
  };
  std::vector<Work> work;
  for (auto& [year, rows] : incoming) {
    const auto [found, first_touch] = years_.try_emplace(year);
    work.push_back({year, &rows, rows.origins, &found->second, first_touch, {}});
  }
  RETURN_IF_ERROR(ParallelFor(work.size(), threads_, [&](std::size_t i) -> Result<void> {
    auto& item = work[i];
    auto merged = MergeYear(item.year, std::move(*item.rows), item.first_touch, *item.into)
                      .In(fmt::format("merging {} {}", source_, item.year));
    if (!merged) return merged.error();
    item.result = std::move(*merged);
    return {};
  }));
  for (const auto& item : work) {
    counts_.added += item.result.counts.added;
    counts_.same += item.result.counts.same;
    counts_.revised += item.result.counts.revised;
    counts_.contradicted += item.result.counts.contradicted;
    for (const auto& row : item.result.contradictions)
      contradictions_.emplace_back(row, item.origins[row.origin]);
  }
  return {};
}

Result<void> YearPartitions::Read(PartitionId id, Partition& partition) const {
  auto object = processed_.Get(lake::PartitionKey(source_, id));
  if (!object && object.error().kind() != ErrorKind::not_found) return object.error();
  if (object) {
    partition.etag = object->etag;
    partition.hash_there = Sha256Hex(object->bytes);
  }
  if (from_scratch_) return {};
  const auto known = known_.find(id);
  if (partition.hash_there != (known == known_.end() ? std::string() : known->second.sha256))
    return Corrupt(lake::PartitionKey(source_, id) + " differs from the manifest");
  if (object) partition.bytes = std::move(object->bytes);
  if (known != known_.end()) partition.info = known->second;
  return {};
}

Result<RateRows> YearPartitions::Known(int year) {
  const auto [found, first_touch] = years_.try_emplace(year);
  auto& [rates, revisions] = found->second;
  if (first_touch) {
    RETURN_IF_ERROR(Read({Table::exchange_rates, year}, rates));
    RETURN_IF_ERROR(Read({Table::exchange_rates_revisions, year}, revisions));
  }
  if (rates.bytes.empty()) return RateRows();
  return lake::DecodePartition(Table::exchange_rates, rates.bytes);
}

// The result's counts and conflicts are for the caller; its rows are already encoded.
Result<MergeResult> YearPartitions::MergeYear(int year, RateRows incoming, bool first_touch,
                                              Year& into) const {
  if (first_touch) {
    RETURN_IF_ERROR(Read({Table::exchange_rates, year}, into.rates));
    RETURN_IF_ERROR(Read({Table::exchange_rates_revisions, year}, into.revisions));
  }
  YearRows known;
  if (!into.rates.bytes.empty()) {
    ASSIGN_OR_RETURN(known.rates, lake::DecodePartition(Table::exchange_rates, into.rates.bytes));
  }
  if (!into.revisions.bytes.empty()) {
    ASSIGN_OR_RETURN(known.revisions,
                     lake::DecodePartition(Table::exchange_rates_revisions, into.revisions.bytes));
  }
  auto merged = transform::Merge(known, std::move(incoming));
  const auto encode = [](Table table, const RateRows& rows, Partition& partition) -> Result<void> {
    if (rows.rows.empty()) return {};
    ASSIGN_OR_RETURN(partition.bytes, lake::EncodePartition(table, rows));
    partition.info = lake::InfoOf(rows, partition.bytes);
    return {};
  };
  RETURN_IF_ERROR(encode(Table::exchange_rates, merged.rows.rates, into.rates));
  RETURN_IF_ERROR(encode(Table::exchange_rates_revisions, merged.rows.revisions, into.revisions));
  merged.rows = {};
  return merged;
}

const YearPartitions::Partition* YearPartitions::Made(PartitionId id) const {
  const auto year = years_.find(id.year);
  if (year == years_.end()) return nullptr;
  const auto& partition = id.table == Table::exchange_rates ? year->second.rates : year->second.revisions;
  return partition.bytes.empty() ? nullptr : &partition;
}

Result<void> YearPartitions::AddLossTo(RebuildLoss& loss) const {
  std::set<int> years;
  for (const auto& [id, info] : known_) {
    const auto* made = Made(id);
    if (made == nullptr || made->info.sha256 != info.sha256) years.insert(id.year);
  }
  for (const int year : years) RETURN_IF_ERROR(AddLossOfYear(year, loss));
  return {};
}

Result<void> YearPartitions::AddLossOfYear(int year, RebuildLoss& loss) const {
  YearTables before, after;
  bool damaged = false;
  std::uint64_t fewer[] = {0, 0};
  for (const auto table : {Table::exchange_rates, Table::exchange_rates_revisions}) {
    const PartitionId id{table, year};
    const bool is_rates = table == Table::exchange_rates;
    const auto* made = Made(id);
    if (made != nullptr) {
      ASSIGN_OR_RETURN((is_rates ? after.rates : after.revisions), lake::DecodePartition(table, made->bytes));
    }
    const auto known = known_.find(id);
    if (known == known_.end()) continue;
    const auto object = processed_.Get(lake::PartitionKey(source_, id));
    if (!object && object.error().kind() != ErrorKind::not_found) return object.error();
    if (object && Sha256Hex(object->bytes) == known->second.sha256) {
      ASSIGN_OR_RETURN((is_rates ? before.rates : before.revisions),
                       lake::DecodePartition(table, object->bytes));
      continue;
    }
    damaged = true;
    const auto rows = made == nullptr ? 0 : made->info.rows;
    fewer[is_rates ? 0 : 1] = known->second.rows > rows ? known->second.rows - rows : 0;
  }
  AddLoss(before, after, loss);
  loss.rates += fewer[0];
  loss.revisions += fewer[1];
  if (damaged && fewer[0] + fewer[1] > 0) loss.unread_years.insert(year);
  return {};
}

Result<YearPartitions::Written> YearPartitions::Write(lake::SourceState& state) {
  Written written;
  RETURN_IF_ERROR(WriteTable(Table::exchange_rates_revisions, state, written));
  RETURN_IF_ERROR(WriteTable(Table::exchange_rates, state, written));
  if (from_scratch_) RETURN_IF_ERROR(DropVanished(state, written));
  return written;
}

Result<void> YearPartitions::WriteTable(Table table, lake::SourceState& state, Written& written) {
  std::vector<env::PutRequest> puts;
  for (auto& [year, both] : years_) {
    auto& partition = both.Of(table);
    if (partition.bytes.empty()) continue;
    const PartitionId id{table, year};
    state.partitions[id] = partition.info;
    if (partition.info.sha256 == partition.hash_there) continue;
    const auto condition = partition.etag ? env::PutCondition(env::IfMatch{*partition.etag})
                                          : env::PutCondition(env::IfAbsent());
    puts.push_back({lake::PartitionKey(source_, id), std::move(partition.bytes), condition});
    written.partitions.push_back({puts.back().key, partition.info.sha256});
    written.first_year = std::min(written.first_year.value_or(year), year);
  }
  for (const auto& put : processed_.PutAll(puts)) {
    if (!put) return put.error().In(fmt::format("writing partitions of {}", source_));
  }
  auto partition = written.partitions.end() - static_cast<std::ptrdiff_t>(puts.size());
  for (auto& put : puts) (partition++)->bytes = std::move(put.bytes);
  return {};
}

// Partitions that a rebuild did not produce correspond to no fetch and are removed from the state. Files
// without a state are from a rebuild that was killed before it deleted them.
Result<void> YearPartitions::DropVanished(lake::SourceState& state, Written& written) {
  std::erase_if(state.partitions, [this](const auto& each) {
    const auto year = years_.find(each.first.year);
    return year == years_.end() || year->second.Of(each.first.table).info.rows == 0;
  });
  std::set<std::string> made;
  for (const auto& [id, info] : state.partitions) made.insert(lake::PartitionKey(source_, id));
  for (const auto table : {Table::exchange_rates, Table::exchange_rates_revisions}) {
    ASSIGN_OR_RETURN(const auto objects, processed_.List(FolderOf(source_, table)));
    for (const auto& object : objects) {
      if (!made.contains(object.key)) written.partitions.push_back({object.key, ""});
    }
  }
  return {};
}

}  // namespace fxlake::transform
