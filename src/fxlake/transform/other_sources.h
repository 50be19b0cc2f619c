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

// The rates of a lake's other sources, a year of one read when it is first asked for. Not for several
// threads.
class OtherSources {
 public:
  // All must outlive it.
  OtherSources(env::ObjectStore& processed, const lake::Manifest& manifest, const sources::Catalog& catalog,
               std::string own)
      : processed_(processed), manifest_(manifest), catalog_(catalog), own_(std::move(own)) {}

  // Of the rates that other sources have of the row's pair and day, as they publish them, inverted or over a
  // currency they have in common, the nearest to the row's. A source that cannot be read has none.
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
