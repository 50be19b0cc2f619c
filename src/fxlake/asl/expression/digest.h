// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fxlake::asl {

// The hash of `bytes` in hexadecimal digits; nullopt unless `algorithm` is MD5, SHA-1, SHA-256, SHA-384 or
// SHA-512.
std::optional<std::string> HexDigest(std::string_view bytes, std::string_view algorithm);

}  // namespace fxlake::asl
