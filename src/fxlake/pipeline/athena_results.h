// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/base/json.h"
#include "fxlake/query/engine.h"

namespace fxlake::pipeline {

// Converts a response of Athena's GetQueryResults to a table. Its first row is the header, as Athena returns
// it for SELECT. Values are texts; every column has kind text. invalid_input for another response.
Result<query::Table> TableOfAthena(const Json& answer);

// Rows `first` to `first + count` of a table (row 0 is the header) in that format, without NextToken.
Json AthenaOfTable(const query::Table& table, std::size_t first, std::size_t count);

}  // namespace fxlake::pipeline
