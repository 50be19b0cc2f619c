// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "fxlake/base/result.h"

namespace fxlake::sources {

// The bytes of the first member of a zip archive whose name matches `pattern` ("*" matches any characters).
// invalid_input when there is none, when the archive is corrupt or encrypted, or when the member exceeds
// `max_bytes`, whatever its header claims. `member`, if not null, receives its name.
Result<std::string> Unzip(const std::string& archive, std::string_view pattern, std::uint64_t max_bytes,
                          std::string* member = nullptr);

// The bytes of a gzip file, with the same limit. invalid_input when it is corrupt.
Result<std::string> Gunzip(std::string_view file, std::uint64_t max_bytes);

}  // namespace fxlake::sources
