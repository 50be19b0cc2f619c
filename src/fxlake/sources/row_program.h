// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/sources/spec.h"

namespace fxlake::sources {

// The texts of one row: one for each field, then one for each row rule. An absent one is nullopt. Views last until the next row.
using Cells = std::vector<std::optional<std::string_view>>;

// What a body's walker has to look up at each level of the row path: level 0 is the root, level n (the number of steps) the row.
struct RowProgram {
  struct LookUp {
    std::size_t cell = 0;
    std::vector<std::string> steps;  // from the node of the level; empty: the node's own text
  };
  struct Level {
    std::vector<LookUp> look_ups;
    std::optional<RowStep> next;                // towards the rows; nothing at the row
    std::optional<std::size_t> captured_cell;   // of a capturing step
  };
  std::vector<Level> levels;
  Cells cells;  // constants and the request's variables are filled in
};

// invalid_input when a path climbs above the root or a variable is not the request's.
Result<RowProgram> Compile(const ReadSpec& spec, const std::map<std::string, std::string>& variables);

}  // namespace fxlake::sources
