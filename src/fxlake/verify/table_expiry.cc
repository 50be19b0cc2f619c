// SPDX-License-Identifier: Apache-2.0
#include "fxlake/verify/table_expiry.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "fxlake/iceberg/chain.h"
#include "fxlake/tables/definition.h"
#include "fxlake/tables/plan.h"

namespace fxlake::verify {
namespace {

constexpr std::int64_t kDayMillis = std::int64_t{24} * 60 * 60 * 1000;

std::vector<iceberg::Snapshot> ExpiredOf(const iceberg::TableMetadata& metadata, const SnapshotRule& rule,
                                         Instant now) {
  const auto now_ms = now.micros() / 1000;
  std::set<std::int64_t> tagged;
  for (const auto& [name, ref] : metadata.refs) {
    if (ref.is_tag) tagged.insert(ref.snapshot_id);
  }
  std::vector<iceberg::Snapshot> expired;
  const auto& snapshots = metadata.snapshots;
  for (std::size_t i = 0; i + static_cast<std::size_t>(rule.keep_newest) < snapshots.size(); ++i) {
    const auto days = (now_ms - snapshots[i].timestamp_ms) / kDayMillis;
    const bool has_tag = tagged.contains(snapshots[i].id);
    const bool is_current = metadata.current() != nullptr && metadata.current()->id == snapshots[i].id;
    if (!is_current && days >= rule.keep_days && !(has_tag && days < rule.keep_tags_days))
      expired.push_back(snapshots[i]);
  }
  return expired;
}

std::vector<std::int64_t> KeptIds(const TableExpiry& expiry) {
  std::vector<std::int64_t> kept;
  for (const auto& snapshot : expiry.state.metadata.snapshots) {
    if (std::ranges::find(expiry.expired, snapshot.id, &iceberg::Snapshot::id) == expiry.expired.end())
      kept.push_back(snapshot.id);
  }
  return kept;
}

Result<void> AddTable(const Survey& survey, lake::Table table, const SnapshotRule& rule,
                      TableCleaning& cleaning) {
  const auto place = tables::PlaceOf(survey.lake.processed, survey.options.tables_root, table);
  ASSIGN_OR_RETURN(auto state, iceberg::LoadTable(place, true));
  if (state.version == 0 || state.metadata.location != place.location) return {};
  ASSIGN_OR_RETURN(const bool published, tables::IsPublished(place, state, table, survey.manifest.manifest));
  if (!published) return {};
  TableExpiry expiry{table, std::move(state), {}};
  const auto& metadata = expiry.state.metadata;
  expiry.expired = ExpiredOf(metadata, rule, survey.options.now);
  auto kept = metadata;
  kept.KeepSnapshots(KeptIds(expiry));
  ASSIGN_OR_RETURN(const auto chain, iceberg::FollowChain(place, tables::SchemaOf(table), kept));
  // What cannot be followed may name anything.
  if (!chain.problems.empty()) return {};
  std::set<std::string> named = {place.HintKey(), place.MetadataKey(expiry.state.version)};
  for (const auto& [at, file] : metadata.metadata_log) {
    if (const auto key = iceberg::KeyOf(place, metadata, file)) named.insert(*key);
  }
  for (const auto& [key, size] : survey.tables) {
    if (key.starts_with(place.folder + "/") && !named.contains(key) && !chain.files.contains(key))
      cleaning.objects.push_back({key, "no snapshot of the table names it that is kept", false, size});
  }
  if (!expiry.expired.empty()) cleaning.expiries.push_back(std::move(expiry));
  return {};
}

}  // namespace

Result<TableCleaning> FindTableCleaning(const Survey& survey, const SnapshotRule& rule) {
  TableCleaning cleaning;
  if (survey.options.tables_root.empty() || survey.manifest.damage != lake::ManifestDamage::none)
    return cleaning;
  for (const auto table : tables::kTables) RETURN_IF_ERROR(AddTable(survey, table, rule, cleaning));
  return cleaning;
}

Result<void> Expire(const Survey& survey, const std::vector<TableExpiry>& expiries, Instant now) {
  for (const auto& expiry : expiries) {
    const auto place = tables::PlaceOf(survey.lake.processed, survey.options.tables_root, expiry.table);
    auto next = expiry.state.metadata;
    next.KeepSnapshots(KeptIds(expiry));
    RETURN_IF_ERROR(
        iceberg::CommitMetadata(place, tables::SchemaOf(expiry.table), expiry.state, std::move(next), now)
            .In("expiring snapshots"));
  }
  return {};
}

}  // namespace fxlake::verify
