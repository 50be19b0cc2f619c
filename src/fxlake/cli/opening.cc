// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/opening.h"

#include <fstream>
#include <iterator>

#include "fxlake/pipeline/quality_check.h"
#include "fxlake/query/duckdb_engine.h"

namespace fxlake::cli {

Result<std::unique_ptr<query::Engine>> OpenEngine(Session& session, std::optional<Instant> as_of, int first_year) {
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(const auto folder, session.LakeFolder());
  ASSIGN_OR_RETURN(const auto files, pipeline::CommittedFiles(lake.processed, folder, first_year));
  const auto& world = session.world();
  query::DuckDbOptions options{.library_paths = query::DuckDbLibraryPaths(world.variable("FXLAKE_DUCKDB"), world.program_folder)};
  ASSIGN_OR_RETURN(auto engine, query::DuckDbEngine::Open(options));
  RETURN_IF_ERROR(query::Execute(*engine, query::CreateViews(files, as_of)).In("making the lake's views"));
  return std::unique_ptr<query::Engine>(std::move(engine));
}

Result<std::string> ReadRules(Session& session, const std::optional<std::string>& file) {
  if (!file) return std::string(session.world().quality_rules);
  std::ifstream stream(*file, std::ios::binary);
  if (!stream) return NotFound("reading rules: there is no file " + *file);
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
