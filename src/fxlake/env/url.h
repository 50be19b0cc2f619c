// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fxlake::env {

// RFC 3986: all but unreserved characters as %XX; commas stay, as lists of codes are readable then.
std::string PercentEncode(std::string_view text);
// %XX and "+" as what they stand for.
std::string PercentDecode(std::string_view text);

// The host of an absolute URL with its port, in lower case; "" when there is none.
std::string HostOf(std::string_view url);

// What a link on the page `base` leads to.
std::string ResolveUrl(std::string_view base, std::string_view link);

// name=value&name=value, decoded, in order.
std::vector<std::pair<std::string, std::string>> ReadForm(std::string_view text);

}  // namespace fxlake::env
