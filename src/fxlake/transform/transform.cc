// SPDX-License-Identifier: Apache-2.0
#include "fxlake/transform/transform.h"

#include <algorithm>
#include <mutex>

#include "fxlake/base/parallel.h"
#include "fxlake/lake/raw_zone.h"
#include "fxlake/transform/source_transform.h"

namespace fxlake::transform {
namespace {

constexpr int kAttempts = 10;

// The options for each of several sources processed concurrently: threads are shared, and progress calls are
// serialized.
TransformOptions Shared(const TransformOptions& options, std::size_t threads, std::size_t sources,
                        std::mutex& guard) {
  auto shared = options;
  shared.threads = sources > 1 ? std::max<std::size_t>(threads / sources, 1) : threads;
  if (options.progress) {
    shared.progress = [&options, &guard](std::string_view source, std::size_t done, std::size_t bodies) {
      const std::lock_guard lock(guard);
      options.progress(source, done, bodies);
    };
  }
  return shared;
}

// Only after the manifest no longer names them, so that no reader misses a partition.
Result<void> DeleteVanished(const lake::Lake& lake, const TransformReport& report) {
  for (const auto& outcome : report.sources) {
    for (const auto& partition : outcome.written) {
      if (partition.sha256.empty() && partition.key.starts_with("processed/"))
        RETURN_IF_ERROR(
            lake.processed.Delete(partition.key).In("deleting a partition that is no longer used"));
    }
  }
  return {};
}

// Partitions beyond this many bytes are not kept; the publisher reads them again.
constexpr std::size_t kKeptBytes = std::size_t{32} << 20;

// Moves the written partitions out of the report.
std::map<std::string, std::string> TakePartitions(TransformReport& report) {
  std::map<std::string, std::string> partitions;
  std::size_t size = 0;
  for (auto& outcome : report.sources) {
    for (auto& partition : outcome.written) {
      size += partition.bytes.size();
      if (!partition.bytes.empty() && size <= kKeptBytes)
        partitions[partition.sha256] = std::move(partition.bytes);
      partition.bytes = {};
    }
  }
  return partitions;
}

// Without a manifest: the contents of each source's partition files.
Result<lake::Manifest> FoundManifest(const lake::Lake& lake, const std::vector<std::string>& names) {
  lake::Manifest manifest;
  for (const auto& name : names) {
    ASSIGN_OR_RETURN(manifest.sources[name].partitions, lake::FoundPartitions(lake.processed, name));
  }
  return manifest;
}

// The sources that a new manifest must contain when it replaces a lost one.
Result<std::vector<std::string>> AllSources(const lake::Lake& lake, std::vector<std::string> names) {
  ASSIGN_OR_RETURN(const auto found, lake::FoundSources(lake.processed));
  for (const auto& source : found) {
    if (std::ranges::find(names, source) == names.end()) names.push_back(source);
  }
  return names;
}

// One attempt for all sources; conflict when another process interfered with any of them.
Result<TransformReport> TryOnce(const lake::Lake& lake, const sources::Catalog& catalog,
                                const TransformOptions& options, std::vector<std::string> names) {
  ASSIGN_OR_RETURN(auto reading, lake::ExamineManifest(lake.processed));
  auto& manifest = reading.manifest;
  const bool lost =
      reading.damage == lake::ManifestDamage::missing || reading.damage == lake::ManifestDamage::unreadable;
  const bool manifest_lost = lost && options.rebuild && options.sources.empty();
  if (reading.damage != lake::ManifestDamage::none && !manifest_lost) return Corrupt(reading.reason);
  if (manifest_lost) {
    ASSIGN_OR_RETURN(names, AllSources(lake, std::move(names)));
    ASSIGN_OR_RETURN(manifest, FoundManifest(lake, names));
  } else if (reading.etag.empty() && !names.empty()) {
    RETURN_IF_ERROR(lake::BeginManifest(lake.processed));
  }
  TransformReport report;
  report.manifest_version = manifest.version;
  report.sources.resize(names.size());
  std::map<std::string, lake::SourceState> changed;
  std::mutex guard;
  const auto threads =
      options.threads != 0 ? options.threads : std::max(lake.raw.ReadsAtOnce(), lake.processed.ReadsAtOnce());
  const auto sharing = Shared(options, threads, names.size(), guard);
  RETURN_IF_ERROR(ParallelFor(names.size(), threads, [&](std::size_t i) -> Result<void> {
    const auto& name = names[i];
    const auto known = manifest.sources.find(name);
    const auto state = known == manifest.sources.end() ? lake::SourceState() : known->second;
    auto& outcome = report.sources[i];
    auto next = SourceTransform(lake, manifest, catalog, sharing, name, state, manifest_lost).Run(outcome);
    if (!next && next.error().kind() == ErrorKind::conflict) return next.error();
    if (!next) outcome.failure = next.error().In("transforming " + name);
    if (!options.committed) std::ranges::for_each(outcome.written, [](auto& each) { each.bytes = {}; });
    const std::lock_guard lock(guard);
    // Written partitions must be committed even when they are unchanged: another process may have merged into
    // what they replaced.
    if (next && *next && (manifest_lost || **next != state || !outcome.written.empty()))
      changed[name] = std::move(**next);
    return {};
  }));
  if (manifest_lost) {
    // A manifest that lacks a source would lose it.
    if (!std::ranges::all_of(report.sources, [](const SourceOutcome& outcome) { return !outcome.failure; }))
      return report;
    ASSIGN_OR_RETURN(const auto committed, lake::ReplaceManifest(lake.processed, reading, changed));
    report.manifest_version = committed.version;
    if (options.committed) options.committed(committed, TakePartitions(report));
  } else if (!changed.empty()) {
    ASSIGN_OR_RETURN(const auto committed, lake::Commit(lake.processed, manifest, changed));
    report.manifest_version = committed.version;
    if (options.committed) options.committed(committed, TakePartitions(report));
  }
  RETURN_IF_ERROR(DeleteVanished(lake, report));
  return report;
}

}  // namespace

bool TransformReport::ok() const { return std::ranges::all_of(sources, &SourceOutcome::ok); }

Result<TransformReport> Transform(const lake::Lake& lake, const sources::Catalog& catalog,
                                  const TransformOptions& options) {
  auto names = options.sources;
  if (names.empty()) {
    ASSIGN_OR_RETURN(names, lake::RawZone(lake.raw).Sources());
  }
  Result<TransformReport> report = Conflict("transforming: no attempt was made");
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    report = TryOnce(lake, catalog, options, names);
    if (report || report.error().kind() != ErrorKind::conflict) return report;
  }
  return report;
}

}  // namespace fxlake::transform
