// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <optional>
#include <string>

#include "fxlake/sources/language/number_format.h"
#include "fxlake/sources/row/row_program.h"

namespace fxlake::sources {

// Computes the cells of a row that result from patterns, alternatives, look-ups and means.
class DerivedCells {
 public:
  // Texts in `missing` (labels) count as absent among alternatives and in means. A pattern's result for the
  // cell `whole_number` is extended to the complete number: for "1.000 units" it is "1.000", not "1".
  DerivedCells(const NumberFormat& numbers, const std::set<std::string>& missing,
               std::optional<std::size_t> whole_number = std::nullopt)
      : numbers_(numbers), missing_(missing), whole_number_(whole_number) {}

  // `cells` as filled by the walker, with the derived ones. Valid until the next row.
  const Cells& Complete(const RowProgram& program, const Cells& cells);

 private:
  using Text = std::optional<std::string_view>;
  Text Evaluate(const RowProgram& program, const FieldSource& source, std::size_t& leaf);
  Text All(const RowProgram& program, const FieldSource& source, std::size_t& leaf);
  Text Mean(Text a, Text b);
  bool IsThere(const Text& text) const;

  const NumberFormat& numbers_;
  const std::set<std::string>& missing_;
  std::optional<std::size_t> whole_number_;
  bool is_whole_number_ = false;  // the current cell is that one
  Cells cells_;
  std::deque<std::string> made_;
};

}  // namespace fxlake::sources
