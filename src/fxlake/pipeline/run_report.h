// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fxlake/base/json.h"
#include "fxlake/pipeline/ingest.h"
#include "fxlake/quality/verdict.h"
#include "fxlake/transform/transform.h"

namespace fxlake::pipeline {

// What one run did with one source.
struct SourceReport {
  std::string source;
  std::optional<IngestOutcome> ingest;
  std::optional<transform::SourceOutcome> transform;
  std::optional<Error> failure;  // of asking it

  bool ok() const { return !failure && (!transform || transform->ok()); }
  // Why it failed, in one line for each reason.
  std::vector<std::string> Reasons() const;
};

// What one run did: for people, for programs, and as an exit status.
struct RunReport {
  std::string name;
  Instant started;
  Instant finished;
  bool replayed = false;
  std::vector<SourceReport> sources;
  std::optional<quality::QualityReport> quality;
  int checked_from_year = 0;
  std::optional<Error> quality_failure;  // the check could not be made

  bool ok() const;
  std::string ToText() const;
  Json ToJson() const;
};

Json ToJson(const transform::SourceOutcome& outcome);

}  // namespace fxlake::pipeline
