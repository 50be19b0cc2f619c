// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "fxlake/env/random.h"
#include "fxlake/pipeline/ingest.h"
#include "fxlake/pipeline/run_report.h"
#include "fxlake/query/engine.h"
#include "fxlake/sources/catalog.h"

namespace fxlake::pipeline {

// What a run works with.
struct RunContext {
  lake::Lake lake;
  const sources::Catalog& catalog;
  env::HttpClient& http;
  env::Clock& clock;
  env::Random& random;
  std::string rules;  // DQDL
  // An engine with the lake's views as they are committed when it is called, of partitions from a year on.
  std::function<Result<std::unique_ptr<query::Engine>>(int first_year)> open_engine;
};

struct RunOptions {
  std::string name;                  // of the execution; "" makes one
  std::vector<std::string> sources;  // empty: those that are enabled
  IngestOptions ingest;
  std::function<void(std::string_view step, std::size_t done, std::size_t total)> progress;  // total 0: unknown; may be empty
};

// Asks every source, transforms what is new, checks the years that changed and the one before them (the rest was checked when it changed;
// `fxlake validate` checks everything), keeps the report under runs/<name>/. A source that fails does not hinder the others. Errors:
// conflict when the name is taken; the store's when not even the report can be kept. All else is in the report.
Result<RunReport> Run(const RunContext& context, const RunOptions& options);

struct PastRun {
  std::string name;
  std::optional<Json> report;  // nullopt: under way, or killed
};
// Newest first.
Result<std::vector<PastRun>> ListRuns(env::ObjectStore& store);
Result<Json> ReadRun(env::ObjectStore& store, const std::string& name);

}  // namespace fxlake::pipeline
