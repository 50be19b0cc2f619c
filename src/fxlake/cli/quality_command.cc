// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "fxlake/cli/commands.h"
#include "fxlake/cli/lake_sql.h"
#include "fxlake/cli/quality_rules.h"
#include "fxlake/pipeline/quality_check.h"
#include "fxlake/quality/parse.h"

namespace fxlake::cli {
namespace {

struct Options {
  std::optional<std::string> rules;
  std::string engine = "duckdb";
  std::vector<std::string> sources;
};

Result<quality::CompileOptions> CompileOptionsFor(Session& session, query::Dialect dialect,
                                                  const std::vector<std::string>& sources) {
  ASSIGN_OR_RETURN(const auto* catalog, session.Catalog());
  if (!sources.empty()) return pipeline::UndatedCheckOptions(*catalog, sources, dialect);
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(auto* clock, session.Clock());
  ASSIGN_OR_RETURN(const auto inputs, pipeline::CheckInputsFor(lake.processed, *catalog, clock->Today()));
  return pipeline::CheckOptions(inputs, clock->Today(), dialect);
}

Result<int> Check(Session& session, const Options& options) {
  ASSIGN_OR_RETURN(const auto rules, ReadRules(session, options.rules));
  ASSIGN_OR_RETURN(const auto compile, CompileOptionsFor(session, query::Dialect::duckdb, {}));
  ASSIGN_OR_RETURN(const auto engine, OpenEngine(session, {}));
  ASSIGN_OR_RETURN(const auto report, pipeline::CheckLake(*engine, rules, compile));
  if (session.json()) {
    session.PrintJson(report.ToJson());
  } else {
    session.Print(report.ToText(session.options().verbose));
  }
  return report.passed() ? kSuccess : kFailed;
}

Result<int> ShowSql(Session& session, const Options& options) {
  ASSIGN_OR_RETURN(const auto dialect, query::ParseDialect(options.engine));
  ASSIGN_OR_RETURN(const auto text, ReadRules(session, options.rules));
  ASSIGN_OR_RETURN(const auto rules, quality::ParseDqdl(text));
  ASSIGN_OR_RETURN(const auto compile, CompileOptionsFor(session, dialect, options.sources));
  const auto sql = quality::CompileRules(rules, compile);
  if (session.json()) {
    session.PrintJson(JsonObject({{"sql", sql}}));
  } else {
    session.Print(sql + "\n");
  }
  return kSuccess;
}

std::function<Action(Arguments&)> Declare(Result<int> (*act)(Session&, const Options&), bool any_engine) {
  return [act, any_engine](Arguments& arguments) -> Action {
    const auto options = std::make_shared<Options>();
    arguments.Option("--rules", options->rules, "File of quality rules (DQDL). Default: the built-in rules.");
    if (any_engine) {
      arguments.Option("--engine", options->engine, "SQL dialect: duckdb, athena or trino");
      arguments.Option(
          "--source", options->sources,
          "Source that must be in the lake (repeatable); the statement is then valid on any day and no "
          "lake is read");
    }
    return [act, options](Session& session) { return act(session, *options); };
  };
}

}  // namespace

Command ValidateCommand() {
  return {"validate", "Check the whole lake against its quality rules",
          "This is the last step of a run. Exits with 1 if any rule fails.\n"
          "\n"
          "Examples:\n"
          "  fxlake validate\n"
          "  fxlake validate --today 2026-04-14 --json",
          Declare(Check, false)};
}

Command QualityCheckCommand() {
  return {"quality check", "Check the lake against a file of rules",
          "Exits with 1 if any rule fails.\n"
          "\n"
          "Examples:\n"
          "  fxlake quality check --rules my.dqdl",
          Declare(Check, false)};
}

Command QualitySqlCommand() {
  return {"quality sql", "Print the SQL statement that checks the rules",
          "Without --source, the statement covers the sources in the lake as of today.\n"
          "\n"
          "Examples:\n"
          "  fxlake quality sql\n"
          "  fxlake quality sql --engine athena --source ecb --source frankfurter",
          Declare(ShowSql, true)};
}

}  // namespace fxlake::cli
