// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/base/result.h"

namespace fxlake::sources {

// Whether the name, in any case and with or without hyphens, is a supported charset: windows-1251,
// ISO-8859-2, UTF-16 ... Independent of the system's iconv.
bool IsCharset(const std::string& charset);

// Converts `bytes` to UTF-8. invalid_input for an unknown charset, or at the first invalid bytes unless
// `drop_bad_bytes`.
Result<std::string> ToUtf8(std::string_view bytes, const std::string& charset, bool drop_bad_bytes = false);

// The charset that a document declares: by its byte order mark, XML declaration or HTML <meta>; or "".
std::string DeclaredCharset(std::string_view document);

}  // namespace fxlake::sources
