// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/duckdb_s3.h"

#include <fmt/format.h>

#include <filesystem>

#include "fxlake/aws/uri.h"
#include "fxlake/query/sql_text.h"

namespace fxlake::query {
namespace {

constexpr std::string_view kExtension = "httpfs.duckdb_extension";

std::string SecretStatement(const aws::S3Location& location, const aws::Credentials& credentials) {
  const auto endpoint = aws::SplitUrl(location.endpoint);
  std::string sql =
      fmt::format("CREATE OR REPLACE SECRET lake (TYPE s3, SCOPE {}, REGION {}, KEY_ID {}, SECRET {}",
                  SqlString("s3://" + location.bucket), SqlString(location.region),
                  SqlString(credentials.access_key_id), SqlString(credentials.secret_access_key.Reveal()));
  if (!credentials.session_token.empty())
    sql += fmt::format(", SESSION_TOKEN {}", SqlString(credentials.session_token.Reveal()));
  if (!location.endpoint.empty())
    sql +=
        fmt::format(", ENDPOINT {}, USE_SSL {}", SqlString(endpoint.authority), endpoint.scheme == "https");
  return sql + fmt::format(", URL_STYLE {})", location.path_style ? "'path'" : "'vhost'");
}

}  // namespace

Result<void> AllowS3(DuckDbEngine& engine, const aws::S3Location& location,
                     const aws::Credentials& credentials) {
  const auto extension = std::filesystem::path(engine.LibraryPath()).parent_path() / kExtension;
  std::error_code error;
  if (!std::filesystem::exists(extension, error))
    return NotFound(
        fmt::format("reading S3 needs the DuckDB extension {} next to {}", kExtension, engine.LibraryPath()));
  RETURN_IF_ERROR(Execute(engine, fmt::format("LOAD {}", SqlString(extension.string())))
                      .In("loading DuckDB's extension for S3"));
  // DuckDB's error message would contain the secret.
  if (!Execute(engine, SecretStatement(location, credentials)))
    return Internal("DuckDB rejected the credentials for S3");
  return {};
}

}  // namespace fxlake::query
