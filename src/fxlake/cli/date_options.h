// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "fxlake/base/instant.h"
#include "fxlake/base/result.h"

namespace fxlake::cli {

// Parses the value of a date option.
Result<std::optional<Date>> ReadDay(const std::optional<std::string>& text, std::string_view option);

// --as-of: an RFC 3339 time, or a date, which means its end.
Result<std::optional<Instant>> ReadAsOf(const std::optional<std::string>& text);

}  // namespace fxlake::cli
