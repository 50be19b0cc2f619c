// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace fxlake {

// The bytes in lower-case hexadecimal digits.
std::string Hex(std::string_view bytes);

}  // namespace fxlake
