// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace fxlake::cli {

// A file fxlake.toml to begin with: the lake, the sources if any are named, and each other key with its
// meaning, as a comment.
std::string ConfigTemplate(const std::string& lake, const std::vector<std::string>& enabled);

}  // namespace fxlake::cli
