// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "fxlake/base/json.h"
#include "fxlake/cli/session.h"
#include "fxlake/query/format.h"

// Output of rows.
namespace fxlake::cli {

// 217555 as 217,555.
std::string Grouped(std::uint64_t number);
// 2 and "rate" as "2 rates".
std::string GroupedCount(std::uint64_t count, std::string_view noun);

// Prints a small table in the requested format.
Result<void> PrintTable(Session& session, const query::Table& table,
                        query::Format format = query::Format::table);

// One JSON object per row, keyed by column name: blank cells are null, numbers keep their digits, everything
// else is text.
Json RowsToJson(const query::Table& table);

}  // namespace fxlake::cli
