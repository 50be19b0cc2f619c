// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/quality_check.h"

#include <algorithm>
#include <set>

#include "fxlake/lake/manifest.h"
#include "fxlake/quality/check.h"
#include "fxlake/quality/parse.h"

namespace fxlake::pipeline {
namespace {

quality::CompileOptions OptionsFor(const quality::CheckInputs& inputs, query::Dialect dialect) {
  const auto columns = query::ExchangeRatesColumns();
  quality::CompileOptions options{.dialect = dialect, .columns = {columns.begin(), columns.end()}};
  options.views = quality::CheckViews(inputs, dialect);
  return options;
}

void AddExceptions(const sources::Spec& spec, quality::CheckInputs& inputs) {
  for (const auto& [currency, first, last] : spec.plausibility.pauses)
    inputs.pauses.push_back({spec.name, currency.ToString(), first, last.value_or(quality::kForever)});
  for (const auto& currency : spec.plausibility.broken_pegs)
    inputs.broken_pegs.emplace_back(spec.name, currency);
}

}  // namespace

Result<quality::CheckInputs> CheckInputsFor(env::ObjectStore& processed, const sources::Catalog& catalog,
                                            Date today, const std::vector<std::string>& additional) {
  ASSIGN_OR_RETURN(const auto manifest, lake::ReadManifest(processed));
  std::set<std::string> names(additional.begin(), additional.end());
  for (const auto& [source, state] : manifest.sources) names.insert(source);
  quality::CheckInputs inputs;
  for (const auto& name : names) {
    const auto spec = catalog.Find(name);
    if (!spec) continue;
    const auto expected = quality::ExpectedLast((*spec)->calendar, today);
    inputs.calendars.push_back(
        {name, (*spec)->calendar, std::min(expected, (*spec)->ended.value_or(expected))});
    AddExceptions(**spec, inputs);
  }
  return inputs;
}

quality::CompileOptions CheckOptions(const quality::CheckInputs& inputs, Date today, query::Dialect dialect) {
  auto options = OptionsFor(inputs, dialect);
  options.now = Instant::StartOf(today + 1) + (-1);
  return options;
}

Result<quality::CompileOptions> UndatedCheckOptions(const sources::Catalog& catalog,
                                                    const std::vector<std::string>& sources,
                                                    query::Dialect dialect) {
  quality::CheckInputs inputs;
  for (const auto& name : sources) {
    ASSIGN_OR_RETURN(const auto* spec, catalog.Find(name));
    inputs.calendars.push_back({.source = name,
                                .calendar = spec->calendar,
                                .expected_last = spec->ended,
                                .expected_yesterday = !spec->ended});
    AddExceptions(*spec, inputs);
  }
  return OptionsFor(inputs, dialect);
}

Result<quality::QualityReport> CheckLake(query::Engine& engine, const std::string& rules,
                                         const quality::CompileOptions& options) {
  ASSIGN_OR_RETURN(const auto ruleset, quality::ParseDqdl(rules));
  return quality::CheckQuality(engine, ruleset, options);
}

}  // namespace fxlake::pipeline
