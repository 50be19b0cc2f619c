// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "fxlake/cli/arguments.h"
#include "fxlake/cli/lake_sql.h"
#include "fxlake/cli/session.h"
#include "fxlake/query/dialect.h"
#include "fxlake/query/engine.h"

namespace fxlake::cli {

// Which SQL engine to use, and where it is.
struct QueryEngineOption {
  std::string engine = "duckdb";
  std::optional<std::string> server;  // for Trino
  std::optional<std::string> database;
  std::optional<std::string> work_group;
  std::optional<std::string> results;
};

void DeclareEngine(Arguments& arguments, QueryEngineOption& choice);

struct SelectedEngine {
  query::Dialect dialect = query::Dialect::duckdb;
  std::unique_ptr<query::Engine> engine;
  pipeline::LakeEngine* duckdb = nullptr;  // the same engine, when it is DuckDB
  // The cost of the last statement, formatted; "" when it is free.
  std::function<std::string()> cost;
};

// DuckDB has the lake's views; Athena and Trino have the tables of their catalogs, and support neither
// --as-of nor file output.
Result<SelectedEngine> OpenSelectedEngine(Session& session, const QueryEngineOption& choice,
                                          const LakeSqlOptions& options);

}  // namespace fxlake::cli
