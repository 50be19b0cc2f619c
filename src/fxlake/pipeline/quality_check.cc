// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/quality_check.h"

#include "fxlake/lake/manifest.h"
#include "fxlake/quality/check.h"
#include "fxlake/quality/parse.h"

namespace fxlake::pipeline {

Result<query::LakeFiles> CommittedFiles(env::ObjectStore& processed, const std::string& root, int first_year) {
  ASSIGN_OR_RETURN(const auto manifest, lake::ReadManifest(processed));
  query::LakeFiles files{.root = root, .rates = {}, .revisions = {}};
  for (const auto& [source, state] : manifest.sources) {
    for (const auto& [id, info] : state.partitions) {
      if (id.year < first_year) continue;
      auto& keys = id.table == lake::Table::exchange_rates ? files.rates : files.revisions;
      keys.push_back(lake::PartitionKey(source, id));
    }
  }
  return files;
}

Result<quality::CheckInputs> CheckInputsFor(env::ObjectStore& processed, const sources::Catalog& catalog, Date today) {
  ASSIGN_OR_RETURN(const auto manifest, lake::ReadManifest(processed));
  quality::CheckInputs inputs;
  for (const auto& [source, state] : manifest.sources) {
    const auto spec = catalog.Find(source);
    if (!spec) continue;
    inputs.calendars.push_back({source, (*spec)->calendar, quality::ExpectedLast((*spec)->calendar, today)});
  }
  return inputs;
}

Result<quality::CompileOptions> CheckOptions(env::ObjectStore& processed, const sources::Catalog& catalog, Date today,
                                             query::Dialect dialect) {
  ASSIGN_OR_RETURN(const auto inputs, CheckInputsFor(processed, catalog, today));
  const auto columns = query::ExchangeRatesColumns();
  quality::CompileOptions options{.dialect = dialect, .columns = {columns.begin(), columns.end()}};
  options.now = Instant::StartOf(today + 1) + (-1);
  options.views = quality::CheckViews(inputs, dialect);
  return options;
}

Result<quality::QualityReport> CheckLake(query::Engine& engine, const std::string& rules, const quality::CompileOptions& options) {
  ASSIGN_OR_RETURN(const auto ruleset, quality::ParseDqdl(rules));
  return quality::CheckQuality(engine, ruleset, options);
}

}  // namespace fxlake::pipeline
