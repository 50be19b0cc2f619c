// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/quality_rules.h"

#include "fxlake/env/local_files.h"

namespace fxlake::cli {

Result<std::string> ReadRules(Session& session, const std::optional<std::string>& file) {
  const auto& selected = file ? file : session.config().rules;
  if (!selected) return std::string(session.environment().quality_rules);
  return env::ReadFile(*selected).In("reading rules");
}

}  // namespace fxlake::cli
