// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fxlake::env {

// Host and port of an absolute URL in lower case; "" when there is none.
std::string HostOf(std::string_view url);

// Scheme, host and port of an absolute URL, "https://bank.example:8443": lower case, without user, password
// and default port; "" when there is none.
std::string OriginOf(std::string_view url);

// Whether data for the server of one origin may be sent to the other: same origin, or the same host over TLS.
bool IsSameServer(std::string_view origin, std::string_view other);

// Resolves a link on the page `base`.
std::string ResolveUrl(std::string_view base, std::string_view link);

// Parses name=value&name=value, decoded, in order.
std::vector<std::pair<std::string, std::string>> ReadForm(std::string_view text);

}  // namespace fxlake::env
