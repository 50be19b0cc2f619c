// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "fxlake/base/instant.h"
#include "fxlake/cli/session.h"
#include "fxlake/pipeline/lake_engine.h"

// What several commands open in the same way.
namespace fxlake::cli {

struct LakeSqlOptions {
  std::optional<Instant> as_of = {};
  int first_year = 0;
  pipeline::SqlAccess access = pipeline::SqlAccess::rules;
  std::optional<std::string> output_file = {};
  bool check_views = false;  // the views of the quality rules too; they take some milliseconds
};

// DuckDB with the lake's views, as committed now, of partitions from `first_year` on; with `as_of`, as the
// lake was then.
Result<std::unique_ptr<pipeline::LakeEngine>> OpenEngine(Session& session, const LakeSqlOptions& options);

// The rules to check: a file, or the built-in ones.
Result<std::string> ReadRules(Session& session, const std::optional<std::string>& file);

// An option's text as a day.
Result<std::optional<Date>> ReadDay(const std::optional<std::string>& text, std::string_view option);

// --as-of: a time (RFC 3339), or a day, which means its end.
Result<std::optional<Instant>> ReadAsOf(const std::optional<std::string>& text);

}  // namespace fxlake::cli
