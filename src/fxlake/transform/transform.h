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
  bool rebuild = false;              // from every visit ever made, as if nothing had been transformed
  bool force =
      false;  // also a rebuild that loses rates, and without the raw objects that are missing or damaged
  std::size_t threads = 0;  // 0: one for each core, or as many as the store pays for
  std::uint64_t batch_bytes = std::uint64_t{16} << 20;  // of raw bodies whose rows are held at a time
  std::function<void(std::string_view source, std::size_t bodies_done, std::size_t bodies)>
      progress;  // may be empty
  // Records that have to be there before a rebuild, besides those of the manifest; may be empty.
  std::function<Result<std::set<std::string>>(const std::string& source)> known_records = {};
};

// A partition file that was written, or deleted.
struct WrittenPartition {
  std::string key;
  std::string sha256;  // "" when it was deleted
};

// What became of one source.
struct SourceOutcome {
  std::string source;
  std::uint64_t fetches = 0;
  std::uint64_t bodies = 0;
  std::uint64_t rows = 0;  // met in the bodies, of whatever fate
  std::uint64_t observations = 0;
  std::uint64_t rejected = 0;   // in quarantine, contradictions included, and these:
  std::uint64_t future = 0;     // dated later than the source can publish
  std::uint64_t suspect = 0;    // of an implausible rate
  std::uint64_t dismissed = 0;  // suspect rows that were put away; not in quarantine
  std::uint64_t no_rate = 0;
  std::uint64_t skipped = 0;
  std::uint64_t rounded = 0;
  std::uint64_t conflicts = 0;  // other rates for a day and pair within one fetch: in quarantine, or passed
                                // over as the source's file says
  std::map<std::string, std::uint64_t>
      unknown_labels;                       // of rows refused for them, with how often they were met
  std::vector<std::string> skipped_tables;  // that the source's file names, but without the header
  MergeCounts merged;
  std::uint64_t partitions_written = 0;
  std::vector<WrittenPartition> written;  // those partitions
  std::optional<int> first_year_written;
  std::optional<Date> watermark;
  bool rebuilt = false;
  RebuildLoss loss;  // of a rebuild: what it takes away, or would when it was not forced
  std::vector<std::string>
      unreadable_bodies;         // each with its reason; they are in quarantine, and the source has failed
  std::optional<Error> failure;  // nothing of this source was committed

  bool ok() const { return !failure && unreadable_bodies.empty(); }
};

struct TransformReport {
  std::vector<SourceOutcome> sources;
  std::uint64_t manifest_version = 0;  // after the run
  bool ok() const;
};

// Turns the visits that the manifest has not seen into rates: reads their bodies, merges the partitions they
// touch, then commits. A source that fails does not hinder others. A visit older than one already transformed
// makes its source be rebuilt, so that the result is always that of all visits in order. A rebuild reads each
// body by the endpoint of today's source file that fits its request; one that would lose rates or revisions,
// or for which a known record is missing, commits nothing unless it is forced. Safe beside other processes:
// what they change meanwhile is taken up. Errors: the store's where no source could be worked on; conflict
// when others were first again and again.
Result<TransformReport> Transform(const lake::Lake& lake, const sources::Catalog& catalog,
                                  const TransformOptions& options);

}  // namespace fxlake::transform
