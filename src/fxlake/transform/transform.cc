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

// The options of each of several sources that are worked on at once: the threads are shared, progress is told one at a time.
TransformOptions Shared(const TransformOptions& options, std::size_t threads, std::size_t sources, std::mutex& guard) {
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

// Only once the manifest does not name them any more, so that no reader misses a partition.
Result<void> DeleteVanished(const lake::Lake& lake, const TransformReport& report) {
  for (const auto& outcome : report.sources) {
    for (const auto& partition : outcome.written) {
      if (partition.sha256.empty()) RETURN_IF_ERROR(lake.processed.Delete(partition.key).In("deleting a partition that vanished"));
    }
  }
  return {};
}

// One try at all sources; conflict when another process was in the way of any of them.
Result<TransformReport> TryOnce(const lake::Lake& lake, const sources::Catalog& catalog, const TransformOptions& options,
                                const std::vector<std::string>& names) {
  ASSIGN_OR_RETURN(const auto manifest, lake::ReadManifest(lake.processed));
  TransformReport report;
  report.manifest_version = manifest.version;
  report.sources.resize(names.size());
  std::map<std::string, lake::SourceState> changed;
  std::mutex guard;
  const auto threads = options.threads != 0 ? options.threads : std::max(lake.raw.ReadsAtOnce(), lake.processed.ReadsAtOnce());
  const auto sharing = Shared(options, threads, names.size(), guard);
  RETURN_IF_ERROR(ParallelFor(names.size(), threads, [&](std::size_t i) -> Result<void> {
    const auto& name = names[i];
    const auto known = manifest.sources.find(name);
    const auto state = known == manifest.sources.end() ? lake::SourceState() : known->second;
    auto& outcome = report.sources[i];
    auto next = SourceTransform(lake, manifest, catalog, sharing, name).Run(outcome);
    if (!next && next.error().kind() == ErrorKind::conflict) return next.error();
    if (!next) outcome.failure = next.error().In("transforming " + name);
    const std::lock_guard lock(guard);
    // What was written has to be committed, even when it is what was: another process may have merged into what it replaced.
    if (next && *next && (**next != state || !outcome.written.empty())) changed[name] = std::move(**next);
    return {};
  }));
  if (!changed.empty()) {
    ASSIGN_OR_RETURN(const auto committed, lake::Commit(lake.processed, manifest, changed));
    report.manifest_version = committed.version;
  }
  RETURN_IF_ERROR(DeleteVanished(lake, report));
  return report;
}

}  // namespace

bool TransformReport::ok() const { return std::ranges::all_of(sources, &SourceOutcome::ok); }

Result<TransformReport> Transform(const lake::Lake& lake, const sources::Catalog& catalog, const TransformOptions& options) {
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
