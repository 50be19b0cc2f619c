// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/lake_sql.h"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "fxlake/aws/open_store.h"
#include "fxlake/pipeline/quality_check.h"
#include "fxlake/quality/check_views.h"
#include "fxlake/query/duckdb_s3.h"

namespace fxlake::cli {
namespace {

// Lets unlocked SQL read the lake's bucket.
Result<void> AllowBucket(Session& session, query::DuckDbEngine& engine) {
  const auto& uri = session.options().lake;
  if (!aws::IsS3(uri)) return {};
  ASSIGN_OR_RETURN(const auto location, aws::ParseS3Location(uri, session.AwsContext()));
  ASSIGN_OR_RETURN(const auto credentials, aws::CredentialChain(session.AwsContext()).Get());
  return query::AllowS3(engine, location, credentials).In("opening the lake for SQL");
}

Result<std::string> CheckViewsOf(Session& session) {
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(const auto* catalog, session.Catalog());
  ASSIGN_OR_RETURN(auto* clock, session.Clock());
  ASSIGN_OR_RETURN(const auto inputs, pipeline::CheckInputsFor(lake.processed, *catalog, clock->Today()));
  return quality::CreateCheckViews(inputs);
}

}  // namespace

Result<std::unique_ptr<pipeline::LakeEngine>> OpenEngine(Session& session, const LakeSqlOptions& options) {
  namespace fs = std::filesystem;
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  const auto& environment = session.environment();
  std::error_code error;
  const auto temporary = fs::temp_directory_path(error);
  if (error && aws::IsS3(session.options().lake))
    return Denied("opening the lake for SQL: no folder for temporary files was found; set TMPDIR");
  pipeline::LakeEngineOptions opened{
      .duckdb = {.library_paths = query::DuckDbLibraryPaths(environment.variable("FXLAKE_DUCKDB"),
                                                            environment.program_folder)},
      .temporary_folder =
          error ? ""
                : (temporary / fmt::format("fxlake-sql-{}-{:016x}", getpid(), environment.random.Next()))
                      .string(),
      .as_of = options.as_of,
      .first_year = options.first_year,
      .access = options.access};
  if (const auto& uri = session.options().lake; !aws::IsS3(uri)) {
    ASSIGN_OR_RETURN(const auto folder, aws::FolderOf(uri));
    opened.folder = fs::absolute(folder).lexically_normal().string();
    if (opened.folder->size() > 1 && opened.folder->ends_with('/')) opened.folder->pop_back();
  }
  if (options.output_file)
    opened.output_file = fs::absolute(*options.output_file).lexically_normal().string();
  if (options.check_views) opened.more_views = [&session] { return CheckViewsOf(session); };
  opened.before_unlocked_use = [&session](query::DuckDbEngine& engine) {
    return AllowBucket(session, engine);
  };
  return pipeline::LakeEngine::Open(lake.processed, environment.clock, std::move(opened));
}

}  // namespace fxlake::cli
