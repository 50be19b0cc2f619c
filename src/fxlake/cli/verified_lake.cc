// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/verified_lake.h"

#include <filesystem>

#include "fxlake/aws/open_store.h"

namespace fxlake::cli {

Result<verify::VerifyOptions> VerifyOptionsOf(Session& session, bool deep) {
  ASSIGN_OR_RETURN(auto* clock, session.Clock());
  const auto& options = session.options();
  const GlobalOptions plain;
  verify::VerifyOptions verify{.deep = deep, .now = clock->Now()};
  if (options.lake != plain.lake) verify.lake_arguments += " --lake " + options.lake;
  if (options.raw) verify.lake_arguments += " --raw " + *options.raw;
  return verify;
}

Result<verify::VerifyReport> VerifyLake(Session& session, bool deep) {
  RETURN_IF_ERROR(CheckLakeExists(session));
  ASSIGN_OR_RETURN(const auto lake, session.Lake());
  ASSIGN_OR_RETURN(const auto options, VerifyOptionsOf(session, deep));
  return verify::Verify(lake, options);
}

Result<void> CheckLakeExists(Session& session) {
  const auto& uri = session.options().lake;
  if (aws::IsS3(uri)) return {};
  std::error_code error;
  ASSIGN_OR_RETURN(const auto folder, aws::FolderOf(uri));
  if (std::filesystem::exists(folder, error)) return {};
  return NotFound("there is no lake at " + uri +
                  ": the folder does not exist; \"fxlake run\" creates it, and --lake or FXLAKE_LAKE selects "
                  "another");
}

}  // namespace fxlake::cli
