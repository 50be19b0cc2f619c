// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "fxlake/base/instant.h"
#include "fxlake/cli/session.h"
#include "fxlake/pipeline/lake_engine.h"

namespace fxlake::cli {

struct LakeSqlOptions {
  std::optional<Instant> as_of = {};
  int first_year = 0;
  pipeline::SqlAccess access = pipeline::SqlAccess::rules;
  std::optional<std::string> output_file = {};
  bool check_views = false;  // also creates the views of the quality rules, which takes some milliseconds
};

// DuckDB with the lake's views over the partitions committed now, from `first_year` on; with `as_of`, the
// lake's state at that time.
Result<std::unique_ptr<pipeline::LakeEngine>> OpenEngine(Session& session, const LakeSqlOptions& options);

}  // namespace fxlake::cli
