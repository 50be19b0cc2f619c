// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "fxlake/base/instant.h"

namespace fxlake::asl {

// A timestamp of the States Language: RFC 3339 with an upper-case T and an upper-case Z or an offset; nullopt
// for anything else.
std::optional<Instant> ParseTimestamp(std::string_view text);

// The form used in the context object and in AWS responses: 2026-04-14T07:30:00.250Z.
std::string FormatTimestamp(Instant at);

}  // namespace fxlake::asl
