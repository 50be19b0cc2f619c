// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/aws/credentials.h"
#include "fxlake/aws/s3_location.h"
#include "fxlake/query/duckdb_engine.h"

namespace fxlake::query {

// Lets DuckDB read a bucket: loads its extension httpfs from the library's folder and passes the credentials
// for that bucket. They stay in DuckDB's memory; no error shows them. not_found when the extension is
// missing.
Result<void> AllowS3(DuckDbEngine& engine, const aws::S3Location& location,
                     const aws::Credentials& credentials);

}  // namespace fxlake::query
