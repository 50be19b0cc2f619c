// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "fxlake/base/instant.h"
#include "fxlake/query/engine.h"

namespace fxlake::query {

// The partition files of a manifest: a folder or URI, and keys below it of the form
// processed/<table>/source=<source>/year=<yyyy>/rates.parquet. Only these are read, so uncommitted files are
// not visible.
struct LakeFiles {
  std::string root;
  std::vector<std::string> rates;
  std::vector<std::string> revisions;
};

// The columns of the view exchange_rates, in order. exchange_rates_revisions has one more at the end:
// superseded_at.
std::span<const Column> ExchangeRatesColumns();

// DuckDB statements that create, over those files (without files the views are empty):
//   exchange_rates               the newest value of each key
//   exchange_rates_revisions     replaced values, and when they were replaced
//   exchange_rates_as_of(t)      a table macro: the lake at t (a TIMESTAMPTZ, a DATE or the text of one)
// With `as_of` the two views show the lake at that time.
std::string CreateViews(const LakeFiles& files, std::optional<Instant> as_of = std::nullopt);

// Writes the rows of the single statement `sql` to a Parquet file at `path` with DuckDB. HUGEINT, which
// Parquet lacks and DuckDB would write as DOUBLE, becomes DECIMAL(38,0): exact, or an error. invalid_input
// for types that would lose information.
Result<void> CopyToParquet(Engine& engine, std::string_view sql, std::string_view path);

}  // namespace fxlake::query
