// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "fxlake/lake/keys.h"
#include "fxlake/lake/manifest.h"
#include "fxlake/sources/language/catalog.h"
#include "fxlake/transform/merge.h"
#include "fxlake/transform/rebuild_loss.h"

namespace fxlake::transform {

struct TransformOptions {
  std::vector<std::string> sources;  // empty: every source that has raw objects
  bool rebuild = false;              // from all fetches, as if nothing had been transformed
  // allows a rebuild to lose rates, and to proceed without missing or damaged raw objects
  bool force = false;
  std::size_t threads = 0;                              // 0: one per core, or as many as the store recommends
  std::uint64_t batch_bytes = std::uint64_t{16} << 20;  // raw bytes whose rows are held in memory at a time
  // may be empty
  std::function<void(std::string_view source, std::size_t bodies_done, std::size_t bodies)> progress;
  // Fetch records that must exist before a rebuild, in addition to those of the manifest; may be empty.
  std::function<Result<std::set<std::string>>(const std::string& source)> known_records = {};
  // Is told of each commit: the manifest, and partitions that were written for it, by their SHA-256, as many
  // as are worth keeping. May be empty; from the calling thread.
  std::function<void(const lake::Manifest& manifest, std::map<std::string, std::string> partitions)>
      committed = {};
};

// A partition file that was written or deleted.
struct WrittenPartition {
  std::string key;
  std::string sha256;  // "" when it was deleted
  std::string bytes = {};
};

// The outcome for one source.
struct SourceOutcome {
  std::string source;
  std::uint64_t fetches = 0;
  std::uint64_t bodies = 0;
  std::uint64_t rows = 0;  // all rows in the bodies
  std::uint64_t observations = 0;
  std::uint64_t rejected = 0;   // in quarantine, including conflicts and the following two:
  std::uint64_t future = 0;     // dated later than the source can publish
  std::uint64_t suspect = 0;    // with an implausible rate
  std::uint64_t dismissed = 0;  // dismissed suspect rows; not in quarantine
  std::uint64_t no_rate = 0;
  std::uint64_t skipped = 0;
  std::uint64_t rounded = 0;
  // differing rates for a day and pair within one fetch: quarantined, or skipped as the source's file says
  std::uint64_t conflicts = 0;
  // of rows refused for them, with how often they were met
  std::map<std::string, std::uint64_t> unknown_labels;
  // tables that the source's file names but whose header was not found
  std::vector<std::string> skipped_tables;
  MergeCounts merged;
  std::uint64_t partitions_written = 0;
  std::vector<WrittenPartition> written;  // those partitions
  std::optional<int> first_year_written;
  std::optional<Date> watermark;
  bool rebuilt = false;
  RebuildLoss loss;  // for a rebuild: what it loses, or would lose without `force`
  // each with its reason; they are in quarantine, and the source has failed
  std::vector<std::string> unreadable_bodies;
  std::optional<Error> failure;  // nothing of this source was committed

  bool ok() const { return !failure && unreadable_bodies.empty(); }
};

struct TransformReport {
  std::vector<SourceOutcome> sources;
  std::uint64_t manifest_version = 0;  // after the run
  bool ok() const;
};

// Converts the fetches that the manifest has not seen to rates: reads their bodies, merges the affected
// partitions, then commits. A failing source does not affect others. A fetch older than one already
// transformed triggers a rebuild of its source, so that the result is always that of all fetches in order. A
// rebuild reads each body with the endpoint of the current source file that matches its request; a rebuild
// that would lose rates or revisions, or for which a known fetch record is missing, commits nothing unless it
// is forced. Safe with concurrent processes, whose changes are taken into account. Errors: the store's when
// no source could be processed; conflict when others were first repeatedly.
Result<TransformReport> Transform(const lake::Lake& lake, const sources::Catalog& catalog,
                                  const TransformOptions& options);

}  // namespace fxlake::transform
