// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/base/json.h"

namespace fxlake {

// The text of a JSON object that contains its own hash: the last member, "sha256", is the SHA-256 of the
// preceding text. Readers can thus detect a changed byte or a truncated text.
std::string SealedText(const Json& object);

// The object without its seal. A text without a seal, as earlier versions wrote, is accepted. corrupt when
// the text is not a JSON object or its hash does not match.
Result<Json> ParseSealed(std::string_view text);

}  // namespace fxlake
