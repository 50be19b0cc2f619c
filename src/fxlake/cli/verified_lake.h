// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "fxlake/cli/session.h"
#include "fxlake/verify/verify.h"

namespace fxlake::cli {

// The options for verifying the session's lake: its clock, and its name in suggested repair commands.
Result<verify::VerifyOptions> VerifyOptionsOf(Session& session, bool deep);

// The session's lake, its objects as they lie there. A store that keeps checksums would refuse to give an
// object whose bytes were changed: here it gives it, so that the checks go on and name it.
class LakeAsItLies {
 public:
  static Result<LakeAsItLies> Open(Session& session);
  lake::Lake lake() const { return {raw_ ? *raw_ : *processed_, *processed_}; }

 private:
  std::unique_ptr<env::ObjectStore> raw_, processed_;
};

Result<verify::VerifyReport> VerifyLake(Session& session, bool deep);

// not_found unless the lake exists: its folder must exist. Buckets are not checked.
Result<void> CheckLakeExists(Session& session);

}  // namespace fxlake::cli
