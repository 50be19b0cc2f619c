// SPDX-License-Identifier: Apache-2.0
#include "fxlake/tables/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "fxlake/base/parallel.h"
#include "fxlake/tables/definition.h"

namespace fxlake::tables {
namespace {

using iceberg::ManifestEntry;
using iceberg::ManifestSummary;
using iceberg::Status;

// A source that has changed: its partitions as they are now, and the manifest that tells of those before.
struct ChangedSource {
  std::string name;
  Years years;
  const ManifestSummary* before = nullptr;
};

// Of which partition each year's file was made.
std::map<int, std::string> MadeOf(const iceberg::Manifest& manifest) {
  std::map<int, std::string> made;
  const auto note = manifest.notes.find(kPartitionsKey);
  if (note == manifest.notes.end()) return made;
  const auto json = Json::Parse(note->second);
  if (!json || !json->is_object()) return made;
  for (const auto& [year, sha256] : json->object()) {
    if (sha256.is_string()) made[std::atoi(year.c_str())] = sha256.string();
  }
  return made;
}

std::string_view ShortHash(const lake::PartitionInfo& info) {
  return std::string_view(info.sha256).substr(0, 16);
}

class Planner {
 public:
  Planner(const iceberg::TablePlace& place, const iceberg::TableState& state, lake::Table table,
          const PartitionBytes& known, iceberg::CommitRequest& request)
      : place_(place), state_(state), table_(table), known_(known), request_(request) {}

  Result<void> Add(const ChangedSource& source) {
    iceberg::Manifest before;
    if (source.before != nullptr) {
      ASSIGN_OR_RETURN(before,
                       iceberg::ReadManifestOf(place_, SchemaOf(table_), state_.metadata, *source.before));
    }
    const auto made = MadeOf(before);
    iceberg::GroupChange change{
        .group = source.name, .label = DigestOf(source.years), .entries = {}, .notes = {}};
    std::vector<int> missing;
    for (const auto& [year, info] : source.years) {
      const auto known = made.find(year);
      const bool same = known != made.end() && known->second == ShortHash(*info);
      if (!same || !Keep(before, *source.before, year, change)) missing.push_back(year);
    }
    for (const auto& entry : before.entries) {
      const bool stays = std::ranges::any_of(
          change.entries, [&](const ManifestEntry& kept) { return kept.file.path == entry.file.path; });
      if (entry.status == Status::deleted || stays) continue;
      change.entries.push_back(entry);
      change.entries.back().status = Status::deleted;
      change.entries.back().sequence_number = SequenceOf(entry, *source.before);
    }
    RETURN_IF_ERROR(AddFiles(source, missing, change));
    Json notes = Json::EmptyObject();
    for (const auto& [year, info] : source.years) notes.Set(fmt::format("{:04}", year), ShortHash(*info));
    change.notes[kPartitionsKey] = notes.Dump();
    std::ranges::sort(change.entries, {}, [](const ManifestEntry& entry) {
      return std::pair(entry.file.partition.year, static_cast<int>(entry.status));
    });
    request_.changed.push_back(std::move(change));
    return {};
  }

 private:
  // What an entry inherits of its manifest is said of it once it moves to another.
  static std::int64_t SequenceOf(const ManifestEntry& entry, const ManifestSummary& manifest) {
    return entry.sequence_number.value_or(manifest.sequence_number);
  }

  static bool Keep(const iceberg::Manifest& before, const ManifestSummary& manifest, int year,
                   iceberg::GroupChange& change) {
    for (const auto& entry : before.entries) {
      if (entry.status == Status::deleted || entry.file.partition.year != year) continue;
      change.entries.push_back(entry);
      change.entries.back().status = Status::existing;
      change.entries.back().sequence_number = SequenceOf(entry, manifest);
      return true;
    }
    return false;
  }

  Result<void> AddFiles(const ChangedSource& source, const std::vector<int>& years,
                        iceberg::GroupChange& change) {
    std::vector<TableFile> files(years.size());
    RETURN_IF_ERROR(ParallelFor(years.size(), place_.store.ReadsAtOnce(), [&](std::size_t i) -> Result<void> {
      ASSIGN_OR_RETURN(files[i], MakeTableFile(place_, source.name, {table_, years[i]},
                                               *source.years.at(years[i]), known_));
      return {};
    }));
    for (auto& [file, put] : files) {
      // Another partition can give the file that is there: one that differs in what no column holds.
      const auto same = std::ranges::find_if(change.entries, [&](const ManifestEntry& entry) {
        return entry.file.path == file.path && entry.status == Status::deleted;
      });
      if (same != change.entries.end()) {
        same->status = Status::existing;
        continue;
      }
      change.entries.push_back({.status = Status::added, .sequence_number = {}, .file = std::move(file)});
      request_.files.push_back(std::move(put));
    }
    return {};
  }

  const iceberg::TablePlace& place_;
  const iceberg::TableState& state_;
  lake::Table table_;
  const PartitionBytes& known_;
  iceberg::CommitRequest& request_;
};

// What the table has of each source, set against the manifest.
struct Difference {
  std::vector<ManifestSummary> before, kept;
  std::vector<ChangedSource> changed;  // whose manifests are in `before`
};

Result<Difference> Compare(const iceberg::TablePlace& place, const iceberg::TableState& state,
                           lake::Table table, const lake::Manifest& manifest) {
  Difference difference;
  ASSIGN_OR_RETURN(difference.before, iceberg::ReadCurrentManifests(place, state.metadata));
  std::map<std::string, const ManifestSummary*> before;
  for (const auto& summary : difference.before) before[summary.group] = &summary;
  for (const auto& [name, source] : manifest.sources) {
    auto years = YearsOf(source, table);
    const auto node = before.extract(name);
    const auto* known = node.empty() ? nullptr : node.mapped();
    if (years.empty() && known == nullptr) continue;
    if (known != nullptr && iceberg::LabelOf(*known) == DigestOf(years))
      difference.kept.push_back(*known);
    else
      difference.changed.push_back({name, std::move(years), known});
  }
  for (const auto& [name, summary] : before) difference.changed.push_back({name, {}, summary});
  return difference;
}

}  // namespace

Result<std::optional<iceberg::CommitRequest>> PlanCommit(const iceberg::TablePlace& place,
                                                         const iceberg::TableState& state, lake::Table table,
                                                         const lake::Manifest& manifest,
                                                         const PartitionBytes& known) {
  ASSIGN_OR_RETURN(const auto difference, Compare(place, state, table, manifest));
  if (difference.changed.empty() && !state.metadata.uuid.empty())
    return std::optional<iceberg::CommitRequest>();
  iceberg::CommitRequest request{.kept = difference.kept};
  Planner planner(place, state, table, known, request);
  for (const auto& source : difference.changed)
    RETURN_IF_ERROR(planner.Add(source).In("publishing " + source.name));
  return std::optional(std::move(request));
}

Result<bool> IsPublished(const iceberg::TablePlace& place, const iceberg::TableState& state,
                         lake::Table table, const lake::Manifest& manifest) {
  ASSIGN_OR_RETURN(const auto difference, Compare(place, state, table, manifest));
  return difference.changed.empty();
}

}  // namespace fxlake::tables
