// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/query_engine_option.h"

#include <fmt/format.h>

#include "fxlake/aws/endpoint.h"
#include "fxlake/cli/table_output.h"
#include "fxlake/query/athena_engine.h"
#include "fxlake/query/trino_engine.h"

namespace fxlake::cli {
namespace {

Result<SelectedEngine> OpenAthena(Session& session, const QueryEngineOption& choice) {
  const auto aws_context = session.AwsContext();
  ASSIGN_OR_RETURN(const auto region, aws::ConfiguredRegion(aws_context));
  if (region.empty()) return InvalidInput("opening Athena: the region is unknown; set AWS_REGION");
  query::AthenaOptions options{.region = region,
                               .database = choice.database.value_or("default"),
                               .output = choice.results.value_or("")};
  if (choice.work_group) options.work_group = *choice.work_group;
  auto engine = std::make_unique<query::AthenaEngine>(std::move(options), aws_context);
  const auto cost = [athena = engine.get()] {
    const auto bytes = athena->scanned_bytes();
    const auto micros = query::AthenaMicroDollars(bytes);
    return fmt::format("Athena scanned {} bytes: about {}.{:06} USD at 5 USD per terabyte", Grouped(bytes),
                       micros / 1'000'000, micros % 1'000'000);
  };
  return SelectedEngine{.dialect = query::Dialect::athena, .engine = std::move(engine), .cost = cost};
}

Result<SelectedEngine> OpenTrino(Session& session, const QueryEngineOption& choice) {
  if (!choice.server)
    return InvalidInput(
        "opening Trino: the server is unknown; set --server or FXLAKE_TRINO to "
        "https://user@host:8443/catalog/schema");
  ASSIGN_OR_RETURN(auto options, query::ParseTrinoUrl(*choice.server));
  if (choice.database) options.schema = *choice.database;
  const auto& environment = session.environment();
  options.password = aws::Secret(session.AwsContext().Variable("FXLAKE_TRINO_PASSWORD"));
  return SelectedEngine{.dialect = query::Dialect::trino,
                        .engine = std::make_unique<query::TrinoEngine>(
                            std::move(options), environment.network, environment.clock, environment.random),
                        .cost = [] { return std::string(); }};
}

}  // namespace

void DeclareEngine(Arguments& arguments, QueryEngineOption& choice) {
  arguments.Option("--engine duckdb|athena|trino", choice.engine,
                   "Query engine: DuckDB in this process, Amazon Athena, or a Trino server");
  arguments.Option(
      "--server URL", choice.server,
      "Trino server: https://user@host:8443/catalog/schema; the password is FXLAKE_TRINO_PASSWORD");
  arguments.FromEnvironment("FXLAKE_TRINO");
  arguments.Option("--database NAME", choice.database, "Database of Athena, or schema of Trino");
  arguments.FromEnvironment("FXLAKE_DATABASE");
  arguments.Option("--work-group NAME", choice.work_group, "Athena work group. Default: primary.");
  arguments.FromEnvironment("FXLAKE_WORK_GROUP");
  arguments.Option("--results URI", choice.results,
                   "Location of Athena results (s3://...), when the work group does not set one");
}

Result<SelectedEngine> OpenSelectedEngine(Session& session, const QueryEngineOption& choice,
                                          const LakeSqlOptions& options) {
  ASSIGN_OR_RETURN(const auto dialect, query::ParseDialect(choice.engine));
  if (dialect != query::Dialect::duckdb && options.as_of)
    return InvalidInput("running the query: only the engine duckdb supports --as-of");
  if (dialect == query::Dialect::athena) return OpenAthena(session, choice);
  if (dialect == query::Dialect::trino) return OpenTrino(session, choice);
  ASSIGN_OR_RETURN(auto engine, OpenEngine(session, options));
  auto* const duckdb = engine.get();
  return SelectedEngine{.dialect = dialect, .engine = std::move(engine), .duckdb = duckdb, .cost = [] {
                          return std::string();
                        }};
}

}  // namespace fxlake::cli
