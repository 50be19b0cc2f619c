// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "fxlake/cli/commands.h"
#include "fxlake/cli/date_options.h"
#include "fxlake/cli/query_engine_option.h"
#include "fxlake/query/format.h"

namespace fxlake::cli {
namespace {

using pipeline::SqlAccess;

struct Options {
  std::string sql;
  QueryEngineOption engine;
  std::string format = "table";
  std::optional<std::string> as_of;
  std::optional<std::string> output;
  std::int64_t max_rows = 100;
  bool unlocked = false;
};

Result<int> Query(Session& session, const Options& options) {
  ASSIGN_OR_RETURN(const auto as_of, ReadAsOf(options.as_of));
  const bool parquet = options.format == "parquet";
  if (parquet && !options.output)
    return InvalidInput("running the query: --format parquet needs --output FILE");
  ASSIGN_OR_RETURN(const auto selected,
                   OpenSelectedEngine(session, options.engine,
                                      {.as_of = as_of,
                                       .access = options.unlocked ? SqlAccess::unlocked : SqlAccess::queries,
                                       .output_file = parquet ? options.output : std::nullopt,
                                       .check_views = options.sql.contains("quality_")}));
  if (parquet) {
    if (selected.duckdb == nullptr)
      return InvalidInput("running the query: only the engine duckdb supports --format parquet");
    RETURN_IF_ERROR(selected.duckdb->WriteParquet(options.sql).In("querying"));
    return kSuccess;
  }
  std::FILE* file = session.environment().out;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> opened(nullptr, std::fclose);
  if (options.output) {
    opened.reset(std::fopen(options.output->c_str(), "wb"));
    if (!opened) return Denied("running the query: cannot write " + *options.output);
    file = opened.get();
  }
  const auto write = [file](std::string_view text) -> Result<void> {
    if (std::fwrite(text.data(), 1, text.size(), file) != text.size())
      return Unavailable("writing the result");
    return {};
  };
  ASSIGN_OR_RETURN(const auto format, query::ParseFormat(session.json() ? "json" : options.format));
  const auto sink = query::MakeFormat(
      format, write, {.max_rows = static_cast<std::size_t>(std::max<std::int64_t>(options.max_rows, 0))});
  RETURN_IF_ERROR(selected.engine->Run(options.sql, *sink).In("querying"));
  if (const auto cost = selected.cost(); !cost.empty()) session.Note(cost);
  return kSuccess;
}

}  // namespace

Command QueryCommand() {
  return {
      "query", "Query the lake in SQL",
      "The views are exchange_rates, exchange_rates_revisions, the macro exchange_rates_as_of(time), "
      "and those of the quality rules, for example quality_jumps. Athena and Trino use the tables of "
      "their catalogs instead.\n"
      "\n"
      "DuckDB can read the lake only: no other file, no network and no settings. With --unlocked it "
      "has all permissions of the current user. Each partition is checked against the SHA-256 in the "
      "manifest before it is read.\n"
      "\n"
      "Examples:\n"
      "  fxlake query \"SELECT max(date) FROM exchange_rates\"\n"
      "  fxlake query \"SELECT * FROM exchange_rates WHERE date = '1999-01-04'\" --format csv\n"
      "  fxlake query \"SELECT rate FROM exchange_rates WHERE target_currency = 'USD' AND date = "
      "'2026-04-13'\" --as-of 2026-04-15",
      [](Arguments& arguments) -> Action {
        const auto options = std::make_shared<Options>();
        arguments.Word("sql", options->sql,
                       "One or more SQL statements; the result of the last one is shown");
        DeclareEngine(arguments, options->engine);
        arguments.Option("-f,--format", options->format,
                         "Output format: table, csv, json, ndjson, arrow or parquet");
        arguments.Option("-o,--output", options->output, "File for the result. Default: standard output.");
        arguments.Option("--as-of", options->as_of,
                         "Show the lake as of a time (RFC 3339) or the end of a date");
        arguments.Option("--max-rows", options->max_rows, "Maximum number of rows in a table; 0 shows all");
        arguments.Flag("--unlocked", options->unlocked,
                       "Allow DuckDB statements to read and write other files and to change settings");
        return [options](Session& session) { return Query(session, *options); };
      }};
}

}  // namespace fxlake::cli
