// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "fxlake/lake/lake_series.h"
#include "fxlake/lake/manifest.h"
#include "fxlake/sources/language/catalog.h"
#include "fxlake/transform/plausibility.h"

namespace fxlake::transform {

// The rates of the lake's other sources, read year by year on demand. Not thread-safe.
class OtherSources {
 public:
  // All arguments must outlive it.
  OtherSources(env::ObjectStore& processed, const lake::Manifest& manifest, const sources::Catalog& catalog,
               std::string own)
      : processed_(processed), manifest_(manifest), catalog_(catalog), own_(std::move(own)) {}

  // Among other sources' rates for the row's pair and day (published, inverted, or crossed through a shared
  // currency), the one nearest to the row's. An unreadable source counts as having none.
  std::optional<OtherRate> NearestTo(const rates::Observation& row);

 private:
  const lake::LakeSeries* SeriesOf(const std::string& source, int year);

  env::ObjectStore& processed_;
  const lake::Manifest& manifest_;
  const sources::Catalog& catalog_;
  std::string own_;
  std::map<std::pair<std::string, int>, std::optional<lake::LakeSeries>> series_;
};

}  // namespace fxlake::transform
