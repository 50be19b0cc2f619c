// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "fxlake/base/instant.h"

namespace fxlake::aws {

// The time in a Date header: "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110). nullopt when the text has another
// form.
std::optional<Instant> ParseHttpDate(std::string_view text);

}  // namespace fxlake::aws
