// SPDX-License-Identifier: Apache-2.0
#include "fxlake/tables/publisher.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "fxlake/tables/definition.h"
#include "fxlake/tables/plan.h"

namespace fxlake::tables {
namespace {

constexpr int kAttempts = 30;
constexpr int kCorruptAttempts = 10;
constexpr std::int64_t kLongestPauseMicros = 200'000;

std::string Doing(lake::Table table) { return fmt::format("publishing {}", lake::NameOf(table)); }

std::string SummaryValue(const iceberg::TableState& state, const char* key) {
  const auto* current = state.metadata.current();
  if (current == nullptr) return "";
  const auto found = current->summary.find(key);
  return found == current->summary.end() ? "" : found->second;
}

PublishedTable Describe(lake::Table table, const iceberg::TableState& state, bool changed) {
  const auto* current = state.metadata.current();
  const auto rows = SummaryValue(state, "total-records");
  return {table, state.version, current == nullptr ? 0 : current->id, std::atoll(rows.c_str()), changed};
}

}  // namespace

void Publisher::Note(const lake::Manifest& manifest, PartitionBytes partitions) {
  const std::lock_guard lock(guard_);
  if (!noted_ || noted_->version < manifest.version) noted_ = manifest;
  partitions_.merge(partitions);
}

// The newest commit that was noted, or what there is.
Result<lake::Manifest> Publisher::TakeManifest(PartitionBytes& partitions) {
  {
    const std::lock_guard lock(guard_);
    partitions.merge(partitions_);
    partitions_.clear();
    if (noted_) {
      auto manifest = *std::move(noted_);
      noted_.reset();
      return manifest;
    }
  }
  return lake::ReadManifest(context_.processed);
}

Result<std::string> Publisher::OtherLocation() const {
  for (const auto table : kTables) {
    const auto place = PlaceOf(context_.processed, context_.root, table);
    ASSIGN_OR_RETURN(const auto state, iceberg::LoadTable(place, false));
    if (state.version != 0 && state.metadata.location != place.location) return state.metadata.location;
  }
  return std::string();
}

Result<iceberg::TableState> Publisher::Load(lake::Table table, bool probe) {
  const auto place = PlaceOf(context_.processed, context_.root, table);
  ASSIGN_OR_RETURN(auto state, iceberg::LoadTable(place, probe));
  if (state.version == 0) return state;
  if (state.metadata.location != place.location)
    return InvalidInput(
        fmt::format("the table was published at {}, and the lake is at {}: engines read the first. \"fxlake "
                    "publish --replace\" publishes a lake that was moved or copied",
                    state.metadata.location, place.location));
  RETURN_IF_ERROR(iceberg::CheckIsOf(SchemaOf(table), state.metadata));
  return state;
}

Result<PublishedTable> Publisher::PublishTable(lake::Table table, const lake::Manifest& manifest,
                                               const PartitionBytes& partitions, const std::string& run,
                                               iceberg::TableState state) {
  const auto place = PlaceOf(context_.processed, context_.root, table);
  ASSIGN_OR_RETURN(auto request, PlanCommit(place, state, table, manifest, partitions));
  const bool changed = request.has_value();
  if (changed) {
    // Where nothing was known of the table, a data file that is there may be damaged.
    if (state.metadata.uuid.empty()) {
      for (auto& put : request->files) put.condition = env::Always();
    }
    request->tag = run;
    request->now = context_.clock.Now();
    request->summary[kManifestVersionKey] = std::to_string(manifest.version);
    if (!run.empty()) request->summary[kRunKey] = run;
    if (table == lake::Table::exchange_rates)
      request->summary[kRevisionsKey] = DigestOf(manifest, lake::Table::exchange_rates_revisions);
    ASSIGN_OR_RETURN(state,
                     iceberg::CommitSnapshot(place, SchemaOf(table), context_.random, state, *request));
  } else {
    RETURN_IF_ERROR(iceberg::MoveHint(place, state));
  }
  return Describe(table, state, changed);
}

// Whoever was killed between a commit and its pointer is caught up, too: so those of both tables are
// compared.
Result<void> Publisher::MovePointers(const std::vector<PublishedTable>& published) {
  if (context_.pointer == nullptr) return {};
  for (const auto table : kTables) {
    const auto known = std::ranges::find(published, table, &PublishedTable::table);
    auto version = known == published.end() ? 0 : known->version;
    if (version == 0) {
      ASSIGN_OR_RETURN(const auto state, Load(table, false).In(Doing(table)));
      version = state.version;
    }
    const auto place = PlaceOf(context_.processed, context_.root, table);
    RETURN_IF_ERROR(context_.pointer->Move(table, context_.root + "/" + place.MetadataKey(version), version));
  }
  return {};
}

Result<std::vector<PublishedTable>> Publisher::TryOnce(const Attempt& attempt, PartitionBytes& partitions) {
  ASSIGN_OR_RETURN(auto manifest, TakeManifest(partitions));
  std::vector<PublishedTable> published;
  if (manifest.version == 0) return published;  // nothing was ever committed
  constexpr auto kRates = lake::Table::exchange_rates;
  constexpr auto kRevised = lake::Table::exchange_rates_revisions;
  ASSIGN_OR_RETURN(auto rates, Load(kRates, attempt.probe).In(Doing(kRates)));
  const auto there = SummaryValue(rates, kManifestVersionKey);
  // Somebody who knew more was here: what was noted is old.
  if (!there.empty() && std::strtoull(there.c_str(), nullptr, 10) > manifest.version) {
    ASSIGN_OR_RETURN(manifest, lake::ReadManifest(context_.processed));
  }
  // The rates are committed last: with them the revisions are there, too.
  if (there == std::to_string(manifest.version) && !attempt.every_table) {
    RETURN_IF_ERROR(iceberg::MoveHint(PlaceOf(context_.processed, context_.root, kRates), rates));
    published.push_back(Describe(kRates, rates, false));
    RETURN_IF_ERROR(MovePointers(published));
    return published;
  }
  if (attempt.every_table || SummaryValue(rates, kRevisionsKey) != DigestOf(manifest, kRevised)) {
    ASSIGN_OR_RETURN(auto revisions, Load(kRevised, attempt.probe).In(Doing(kRevised)));
    ASSIGN_OR_RETURN(
        auto done,
        PublishTable(kRevised, manifest, partitions, attempt.run, std::move(revisions)).In(Doing(kRevised)));
    published.push_back(done);
  }
  ASSIGN_OR_RETURN(
      auto done, PublishTable(kRates, manifest, partitions, attempt.run, std::move(rates)).In(Doing(kRates)));
  published.push_back(done);
  RETURN_IF_ERROR(MovePointers(published));
  return published;
}

Result<std::vector<PublishedTable>> Publisher::Publish(const std::string& run, bool every_table) {
  PartitionBytes partitions;
  Result<std::vector<PublishedTable>> published = Conflict("publishing: no attempt was made");
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    published = TryOnce({run, every_table, attempt > 0 || every_table}, partitions);
    if (published) return published;
    // Corrupt is also a partition that another run has replaced since its manifest was read.
    const auto kind = published.error().kind();
    const bool again =
        kind == ErrorKind::conflict || (kind == ErrorKind::corrupt && attempt < kCorruptAttempts);
    if (!again) return published;
    const auto pause = static_cast<std::int64_t>(context_.random.Fraction() * kLongestPauseMicros);
    context_.clock.SleepFor(std::chrono::microseconds(pause));
  }
  return published;
}

Result<std::vector<PublishedTable>> Publisher::Republish() {
  ASSIGN_OR_RETURN(const auto manifest, lake::ReadManifest(context_.processed));
  std::vector<PublishedTable> published;
  if (manifest.version == 0) return published;
  for (const auto table : kTables) {
    Result<PublishedTable> done = Conflict("no attempt was made");
    for (int attempt = 0; attempt < kAttempts && !done && done.error().kind() == ErrorKind::conflict;
         ++attempt) {
      ASSIGN_OR_RETURN(auto state, iceberg::ForgetTable(PlaceOf(context_.processed, context_.root, table)));
      done = PublishTable(table, manifest, {}, "", std::move(state)).In(Doing(table));
    }
    if (!done) return done.error();
    published.push_back(*done);
  }
  RETURN_IF_ERROR(MovePointers(published));
  return published;
}

}  // namespace fxlake::tables
