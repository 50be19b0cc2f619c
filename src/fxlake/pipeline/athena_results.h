// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/base/json.h"
#include "fxlake/query/engine.h"

namespace fxlake::pipeline {

// An answer of Athena's GetQueryResults as a table. Its first row is the header, as Athena gives it for
// SELECT. Values are texts; every column's kind is text. invalid_input when it is no such answer.
Result<query::Table> TableOfAthena(const Json& answer);

// Rows `first` to `first + count` of a table (row 0 being the header) in that shape, without NextToken.
Json AthenaOfTable(const query::Table& table, std::size_t first, std::size_t count);

}  // namespace fxlake::pipeline
