// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "fxlake/base/instant.h"
#include "fxlake/cli/session.h"
#include "fxlake/query/engine.h"

// What several commands open in the same way.
namespace fxlake::cli {

// DuckDB with the lake's views, as committed now, of partitions from `first_year` on; with `as_of`, as the lake was then.
Result<std::unique_ptr<query::Engine>> OpenEngine(Session& session, std::optional<Instant> as_of = std::nullopt, int first_year = 0);

// The rules to check: a file, or the built-in ones.
Result<std::string> ReadRules(Session& session, const std::optional<std::string>& file);

// An option's text as a day.
Result<std::optional<Date>> ReadDay(const std::optional<std::string>& text, std::string_view option);

// --as-of: a time (RFC 3339), or a day, which means its end.
Result<std::optional<Instant>> ReadAsOf(const std::optional<std::string>& text);

}  // namespace fxlake::cli
