// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "fxlake/cli/description.h"

namespace fxlake::cli {

// Pages for man(1), section 1, out of the texts of --help: {file, content}, the program's own first.
// fxlake-source-list.1 is that of "source list".
std::vector<std::pair<std::string, std::string>> ManualPages(const Description& description);

}  // namespace fxlake::cli
