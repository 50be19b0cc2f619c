// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "fxlake/lake/keys.h"
#include "fxlake/lake/manifest.h"
#include "fxlake/rates/quoted_rate.h"

namespace fxlake::pipeline {

// A rate that was computed, and the request for it.
struct EvidenceRequest {
  const lake::Manifest& manifest;
  std::string source;
  rates::RouteRequest route;
  rates::QuotedRate quote;
  std::optional<Instant> as_of;
};

// The evidence for a rate as one document (docs/formats/evidence.md): the number and its derivation, and for
// each published rate in it the raw object with hash, URL and time, the run that fetched it, its audit entry,
// the values that it superseded, and commands to verify all this in a copy of the lake. Errors: corrupt when
// a raw object or its record does not match its hash; the store's.
Result<Json> MakeEvidence(const lake::Lake& lake, const EvidenceRequest& request);

}  // namespace fxlake::pipeline
