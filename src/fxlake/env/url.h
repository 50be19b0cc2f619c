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

// Scheme and host of an absolute URL, "https://bank.example:8443": in lower case, without user, password and
// the scheme's own port; "" when there is none.
std::string OriginOf(std::string_view url);

// Whether what was meant for the server of one origin may be sent to that of another: it is the same, or the
// same over TLS.
bool IsSameServer(std::string_view origin, std::string_view other);

// What a link on the page `base` leads to.
std::string ResolveUrl(std::string_view base, std::string_view link);

// name=value&name=value, decoded, in order.
std::vector<std::pair<std::string, std::string>> ReadForm(std::string_view text);

}  // namespace fxlake::env
