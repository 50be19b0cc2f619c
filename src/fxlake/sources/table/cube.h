// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/sources/table/table_walk.h"

namespace fxlake::sources {

// A dimension or attribute that identifies observations.
struct Axis {
  struct Value {
    std::string code;
    std::string label;
  };
  std::string id;
  std::vector<Value> values;
};

// Observations addressed by index, as records of a table: columns ID and ID.label of each axis, then "value".
class Cube {
 public:
  // Begins the table with its header.
  static Result<Cube> Make(const BodySpec& spec, RowProgram& program, const OnRow& on_row,
                           std::vector<Axis> axes);
  // One observation with an optional index for each axis. invalid_input when an axis has no such value.
  Result<void> Take(const std::vector<std::optional<std::size_t>>& indices, std::string_view value);

 private:
  Cube(TableWalk table, std::vector<Axis> axes) : table_(std::move(table)), axes_(std::move(axes)) {}
  TableWalk table_;
  std::vector<Axis> axes_;
  std::vector<std::string_view> cells_;
};

}  // namespace fxlake::sources
