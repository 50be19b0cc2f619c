// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/json.h"

namespace fxlake::asl {

// The rows of a CSV text (RFC 4180: quotes, doubled quotes, line breaks inside of quotes) as objects of
// texts, at most `most` of them. Without `headers` the first row names the columns. What a short row lacks is
// ""; what a long row has too much is dropped; lines without any character are no rows. Nothing when two
// columns have one name.
std::optional<Json::Array> ReadCsvItems(std::string_view text, char delimiter,
                                        std::vector<std::string> headers, std::size_t most);

}  // namespace fxlake::asl
