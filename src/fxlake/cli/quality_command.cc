// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "fxlake/cli/commands.h"
#include "fxlake/cli/opening.h"
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
    arguments.Option("--rules", options->rules, "A file of rules (DQDL) in place of the built-in ones");
    if (any_engine) {
      arguments.Option("--engine", options->engine, "Whose SQL: duckdb, athena or trino");
      arguments.Option("--source", options->sources,
                       "A source that is expected to be there; several times for several; the statement then "
                       "holds on any day and reads no lake");
    }
    return [act, options](Session& session) { return act(session, *options); };
  };
}

}  // namespace

Command ValidateCommand() {
  return {"validate", "Check the whole lake by its quality rules",
          "The last step of a run; exits 1 if any rule fails.\n\nExamples:\n  fxlake validate\n  fxlake "
          "validate --today 2026-04-14 --json",
          Declare(Check, false)};
}

Command QualityCheckCommand() {
  return {"quality check", "Check rules over the lake",
          "Exits 1 if any rule fails.\n\nExamples:\n  fxlake quality check --rules my.dqdl",
          Declare(Check, false)};
}

Command QualitySqlCommand() {
  return {"quality sql", "Print the SQL statement that checks the rules",
          "Without --source it is about the sources in the lake, on this day.\n\nExamples:\n"
          "  fxlake quality sql\n  fxlake quality sql --engine athena --source ecb --source frankfurter",
          Declare(ShowSql, true)};
}

}  // namespace fxlake::cli
