// SPDX-License-Identifier: Apache-2.0
#include "fxlake/pipeline/missing_days.h"

#include <algorithm>
#include <iterator>

#include "fxlake/lake/lake_series.h"

namespace fxlake::pipeline {

Date NewestExpected(const sources::Spec& spec, Instant now) {
  const auto today = now.date();
  const auto out = Instant::StartOf(today) + Instant::kPerSecond * 3600 * spec.publication_hour_utc;
  const auto newest =
      spec.calendar.IsPublicationDay(today) && out <= now ? today : spec.calendar.Previous(today);
  return std::min(newest, spec.ended.value_or(newest));
}

Result<std::vector<Date>> MissingDays(env::ObjectStore& processed, const lake::Manifest& manifest,
                                      const sources::Spec& spec, Instant now) {
  std::vector<Date> missing;
  const auto known = manifest.sources.find(spec.name);
  if (known == manifest.sources.end() || known->second.partitions.empty()) return missing;
  const auto& partitions = known->second.partitions;
  const auto earliest = [](const auto& a, const auto& b) { return a.second.first_day < b.second.first_day; };
  const auto first = std::ranges::min_element(partitions, earliest)->second.first_day;
  const auto last = NewestExpected(spec, now);
  ASSIGN_OR_RETURN(
      const auto series,
      lake::LakeSeries::Load(processed, manifest, {.source = spec.name, .first = first, .last = last}));
  std::ranges::set_difference(spec.calendar.PublicationDays(first, last), series.Days(first, last),
                              std::back_inserter(missing));
  return missing;
}

}  // namespace fxlake::pipeline
