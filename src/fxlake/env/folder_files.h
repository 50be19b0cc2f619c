// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "fxlake/base/result.h"
#include "fxlake/env/object_store.h"

namespace fxlake::env {

// Files of these names in a FolderStore's folder are its own and no objects.
inline constexpr std::string_view kOwnNames = ".fxlake-";
inline constexpr std::string_view kLockName = ".fxlake-lock";  // in the root

// The bytes of a file, or those of them that lie within `range`.
Result<std::string> ReadFolderFile(const std::filesystem::path& path, ByteRange range);

}  // namespace fxlake::env
