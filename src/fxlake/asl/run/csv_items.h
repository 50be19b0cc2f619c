// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/json.h"

namespace fxlake::asl {

// The rows of a CSV text (RFC 4180: quotes, doubled quotes, line breaks inside quotes) as objects of texts,
// at most `most`. Without `headers` the first row names the columns. Missing cells are ""; surplus cells are
// dropped; empty lines are skipped. nullopt when two columns have the same name.
std::optional<Json::Array> ReadCsvItems(std::string_view text, char delimiter,
                                        std::vector<std::string> headers, std::size_t most);

}  // namespace fxlake::asl
