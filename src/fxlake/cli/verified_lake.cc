// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/verified_lake.h"

#include <filesystem>

#include "fxlake/aws/open_store.h"

namespace fxlake::cli {
namespace {

Result<std::unique_ptr<env::ObjectStore>> OpenUnchecked(Session& session, const std::string& uri) {
  const auto parameter = aws::IsS3(uri) ? std::string(uri.contains('?') ? "&" : "?") + "checksum=none" : "";
  return aws::OpenStore(uri + parameter, session.AwsContext());
}

}  // namespace

Result<LakeAsItLies> LakeAsItLies::Open(Session& session) {
  LakeAsItLies opened;
  const auto& options = session.options();
  ASSIGN_OR_RETURN(opened.processed_, OpenUnchecked(session, options.lake));
  if (options.raw) {
    ASSIGN_OR_RETURN(opened.raw_, OpenUnchecked(session, *options.raw));
  }
  return opened;
}

Result<verify::VerifyOptions> VerifyOptionsOf(Session& session, bool deep) {
  ASSIGN_OR_RETURN(auto* clock, session.Clock());
  const auto& options = session.options();
  const GlobalOptions plain;
  verify::VerifyOptions verify{.deep = deep, .now = clock->Now()};
  if (session.config().tables.value_or(true)) {
    ASSIGN_OR_RETURN(verify.tables_root, aws::RootOf(options.lake, session.AwsContext()));
  }
  if (options.lake != plain.lake) verify.lake_arguments += " --lake " + options.lake;
  if (options.raw) verify.lake_arguments += " --raw " + *options.raw;
  return verify;
}

Result<verify::VerifyReport> VerifyLake(Session& session, bool deep) {
  RETURN_IF_ERROR(CheckLakeExists(session));
  ASSIGN_OR_RETURN(const auto opened, LakeAsItLies::Open(session));
  ASSIGN_OR_RETURN(const auto options, VerifyOptionsOf(session, deep));
  return verify::Verify(opened.lake(), options);
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
