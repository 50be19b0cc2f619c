// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "fxlake/lake/keys.h"
#include "fxlake/lake/manifest.h"
#include "fxlake/rates/quoted_rate.h"

namespace fxlake::pipeline {

// A rate that was answered, and what it was asked of.
struct EvidenceRequest {
  const lake::Manifest& manifest;
  std::string source;
  rates::RouteRequest route;
  rates::QuotedRate quote;
  std::optional<Instant> as_of;
};

// All that vouches for a rate, as one document (docs/formats/evidence.md): the number and how it came about,
// and for each published rate in it the raw object with its hash, URL and time, the run that fetched it, the
// entry of the audit journal that names it, the values that it superseded, and commands by which a stranger
// checks these in a copy of the lake. Errors: corrupt when a raw object or its record is not what was kept;
// the store's.
Result<Json> MakeEvidence(const lake::Lake& lake, const EvidenceRequest& request);

}  // namespace fxlake::pipeline
