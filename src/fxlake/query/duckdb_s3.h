// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/aws/credentials.h"
#include "fxlake/aws/s3_location.h"
#include "fxlake/query/duckdb_engine.h"

namespace fxlake::query {

// Lets DuckDB read a bucket: loads its extension httpfs, which lies beside its library, and gives it the
// credentials for that bucket. They stay in its memory; no error shows them. not_found when the extension is
// not there.
Result<void> AllowS3(DuckDbEngine& engine, const aws::S3Location& location,
                     const aws::Credentials& credentials);

}  // namespace fxlake::query
