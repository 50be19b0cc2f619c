// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "fxlake/query/arrow_column.h"

// The messages of Arrow's streaming format, whole: length, metadata (Message.fbs and Schema.fbs), body.
namespace fxlake::query {

std::string ArrowSchemaMessage(std::span<const ArrowColumn> columns);
// Of `rows` rows, so many in each column.
std::string ArrowBatchMessage(std::span<const ArrowColumn> columns, std::int64_t rows);
// After the last batch.
std::string ArrowEndOfStream();

}  // namespace fxlake::query
