// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/base/json.h"

namespace fxlake {

// The text of a JSON object that bears its own hash: the last member, "sha256", is the SHA-256 of the text
// before it. So one changed byte, or an end that is missing, is seen by whoever reads it.
std::string SealedText(const Json& object);

// The object without its seal. A text without one, as earlier versions wrote it, is taken as it is. corrupt
// when the text is no JSON object, or not the one that was sealed.
Result<Json> ParseSealed(std::string_view text);

}  // namespace fxlake
