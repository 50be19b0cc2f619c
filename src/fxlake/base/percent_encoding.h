// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

// Percent encoding of URLs (RFC 3986).
namespace fxlake {

// Encodes every byte except A-Z a-z 0-9 - . _ ~ and those in `kept` as %XX.
std::string PercentEncode(std::string_view text, std::string_view kept = "");

// Decodes %XX; malformed escapes are kept.
std::string PercentDecode(std::string_view text);

// As PercentDecode, with "+" as a space (application/x-www-form-urlencoded).
std::string FormDecode(std::string_view text);

// Whether every "%" is followed by two hexadecimal digits.
bool HasValidEscapes(std::string_view text);

}  // namespace fxlake
