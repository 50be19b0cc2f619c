// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "fxlake/base/result.h"

// Whole files of this machine outside object stores: configuration, recordings, copies.
namespace fxlake::env {

// The bytes of a file, pipe or device. Errors: not_found (it does not exist, or is a folder), invalid_input
// (larger than `max_bytes`), denied, unavailable.
Result<std::string> ReadFile(const std::filesystem::path& path, std::uint64_t max_bytes = UINT64_MAX);

// Creates or overwrites a file. Neither atomic nor synced: see FolderStore for that. Errors: denied,
// unavailable.
Result<void> WriteFile(const std::filesystem::path& path, std::string_view bytes);

// Creates a folder and its parents, unless it exists. Errors: denied, unavailable.
Result<void> MakeFolders(const std::filesystem::path& folder);

}  // namespace fxlake::env
