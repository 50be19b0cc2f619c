// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "fxlake/base/json.h"
#include "fxlake/verify/finding.h"
#include "fxlake/verify/survey.h"

namespace fxlake::verify {

struct VerifyReport {
  std::vector<CheckOutcome> checks;

  bool ok() const;
  // {"ok", "checks": [{"check", "ok", "found", "findings": [{"where", "what", "meaning", "mend"}]}]}
  Json ToJson() const;
};

// Verifies a whole lake with every check in turn. Changes nothing. Errors: the stores'.
Result<VerifyReport> Verify(const lake::Lake& lake, const VerifyOptions& options);

}  // namespace fxlake::verify
