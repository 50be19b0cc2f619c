// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/base/result.h"

namespace fxlake::sources {

// Whether the name, in any case and with or without hyphens, is that of a charset known here: windows-1251,
// ISO-8859-2, UTF-16 ... The machine's own converters are not asked.
bool IsCharset(const std::string& charset);

// `bytes` of that charset as UTF-8. invalid_input when there is no such charset, or at the first bytes that
// mean nothing in it, unless those are to be dropped.
Result<std::string> ToUtf8(std::string_view bytes, const std::string& charset, bool drop_bad_bytes = false);

// The charset that a document says itself: by its byte order mark, its XML declaration or, of a page, its
// <meta>; or "".
std::string DeclaredCharset(std::string_view document);

}  // namespace fxlake::sources
