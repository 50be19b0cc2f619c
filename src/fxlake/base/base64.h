// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace fxlake {

// Base64 (RFC 4648, section 4) with padding and without line breaks.
std::string Base64Encode(std::string_view bytes);
// False when `text` is not Base64.
bool Base64Decode(std::string_view text, std::string& bytes);

}  // namespace fxlake
