// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "fxlake/base/result.h"
#include "fxlake/env/object_store.h"

namespace fxlake::env {

// Prefix of internal files in a FolderStore's folder, which are not objects.
inline constexpr std::string_view kOwnNames = ".fxlake-";
inline constexpr std::string_view kLockName = ".fxlake-lock";  // in the root folder

// The bytes of a file within `range`.
Result<std::string> ReadFolderFile(const std::filesystem::path& path, ByteRange range);

}  // namespace fxlake::env
