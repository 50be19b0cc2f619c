// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "fxlake/base/instant.h"
#include "fxlake/query/engine.h"

namespace fxlake::query {

// The partition files of a lake's manifest: a folder or URI, and keys under it of the form
// processed/<table>/source=<source>/year=<yyyy>/rates.parquet. Only these are read, so a commit in progress
// is not seen.
struct LakeFiles {
  std::string root;
  std::vector<std::string> rates;
  std::vector<std::string> revisions;
};

// The columns of the view exchange_rates, in its order. Exchange_rates_revisions has one more at the end:
// superseded_at.
std::span<const Column> ExchangeRatesColumns();

// DuckDB statements that make, over those files (none is fine: the views are empty then):
//   exchange_rates               the newest value of each key
//   exchange_rates_revisions     values that were replaced, and when
//   exchange_rates_as_of(t)      a table macro: what the lake held at t (a TIMESTAMPTZ, a DATE or the text of
//   one)
// With `as_of` the two views show the lake as it was then.
std::string CreateViews(const LakeFiles& files, std::optional<Instant> as_of = std::nullopt);

// Writes the rows of the single statement `sql` to a Parquet file at `path`, by DuckDB. HUGEINT, which
// Parquet knows not and DuckDB would write as DOUBLE, becomes DECIMAL(38,0): exact, or an error. Types that
// would lose something are invalid_input.
Result<void> CopyToParquet(Engine& engine, std::string_view sql, std::string_view path);

}  // namespace fxlake::query
