// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "fxlake/base/result.h"

namespace fxlake::sources {

// The bytes of the first member of a zip archive whose name fits `pattern` ("*" stands for any run of
// characters). invalid_input when there is none, when the archive is broken or encrypted, or when the member
// is larger than `max_bytes`, whatever its header claims. `member`, when there is one, becomes its name.
Result<std::string> Unzip(const std::string& archive, std::string_view pattern, std::uint64_t max_bytes,
                          std::string* member = nullptr);

// The bytes of a gzip file, with the same limit. invalid_input when it is broken.
Result<std::string> Gunzip(std::string_view file, std::uint64_t max_bytes);

}  // namespace fxlake::sources
