// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/opening.h"

#include <fstream>
#include <iterator>

#include "fxlake/aws/open_store.h"
#include "fxlake/pipeline/quality_check.h"
#include "fxlake/query/duckdb_engine.h"
#include "fxlake/query/duckdb_s3.h"

namespace fxlake::cli {
namespace {

// Where DuckDB finds the lake's files; for a bucket it is told first how to read there.
Result<std::string> RootForDuckDb(Session& session, query::DuckDbEngine& engine) {
  const auto& uri = session.options().lake;
  if (!aws::IsS3(uri)) return aws::FolderOf(uri);
  ASSIGN_OR_RETURN(const auto location, aws::ParseS3Location(uri, session.Outside()));
  ASSIGN_OR_RETURN(const auto credentials, aws::CredentialChain(session.Outside()).Get());
  RETURN_IF_ERROR(query::AllowS3(engine, location, credentials).In("opening the lake for SQL"));
  return location.ToString();
}

}  // namespace

Result<std::unique_ptr<query::Engine>> OpenEngine(Session& session, std::optional<Instant> as_of, int first_year) {
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  const auto& world = session.world();
  query::DuckDbOptions options{.library_paths = query::DuckDbLibraryPaths(world.variable("FXLAKE_DUCKDB"), world.program_folder)};
  ASSIGN_OR_RETURN(auto engine, query::DuckDbEngine::Open(options));
  ASSIGN_OR_RETURN(const auto root, RootForDuckDb(session, *engine));
  ASSIGN_OR_RETURN(const auto files, pipeline::CommittedFiles(lake.processed, root, first_year));
  RETURN_IF_ERROR(query::Execute(*engine, query::CreateViews(files, as_of)).In("making the lake's views"));
  return std::unique_ptr<query::Engine>(std::move(engine));
}

Result<std::string> ReadRules(Session& session, const std::optional<std::string>& file) {
  const auto& chosen = file ? file : session.config().rules;
  if (!chosen) return std::string(session.world().quality_rules);
  std::ifstream stream(*chosen, std::ios::binary);
  if (!stream) return NotFound("reading rules: there is no file " + *chosen);
  return std::string(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
}

Result<std::optional<Date>> ReadDay(const std::optional<std::string>& text, std::string_view option) {
  if (!text) return std::optional<Date>();
  ASSIGN_OR_RETURN(const auto day, Date::Parse(*text).In("reading " + std::string(option)));
  return std::optional(day);
}

Result<std::optional<Instant>> ReadAsOf(const std::optional<std::string>& text) {
  if (!text) return std::optional<Instant>();
  if (const auto day = Date::Parse(*text)) return std::optional(Instant::StartOf(*day + 1) + (-1));
  ASSIGN_OR_RETURN(const auto instant, Instant::Parse(*text).In("reading --as-of"));
  return std::optional(instant);
}

}  // namespace fxlake::cli
