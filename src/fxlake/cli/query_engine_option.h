// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "fxlake/cli/arguments.h"
#include "fxlake/cli/opening.h"
#include "fxlake/cli/session.h"
#include "fxlake/query/dialect.h"
#include "fxlake/query/engine.h"

namespace fxlake::cli {

// Which engine is asked, and where it is.
struct QueryEngineOption {
  std::string engine = "duckdb";
  std::optional<std::string> server;  // of Trino
  std::optional<std::string> database;
  std::optional<std::string> work_group;
  std::optional<std::string> results;
};

void DeclareEngine(Arguments& arguments, QueryEngineOption& choice);

struct SelectedEngine {
  query::Dialect dialect = query::Dialect::duckdb;
  std::unique_ptr<query::Engine> engine;
  pipeline::LakeEngine* duckdb = nullptr;  // the same, when it is DuckDB
  // What the last statement cost, for people; "" when it costs nothing.
  std::function<std::string()> cost;
};

// DuckDB has the lake's views; Athena and Trino have the tables of their catalogues, and cannot look back in
// time nor write files.
Result<SelectedEngine> OpenSelectedEngine(Session& session, const QueryEngineOption& choice,
                                          const LakeSqlOptions& options);

}  // namespace fxlake::cli
