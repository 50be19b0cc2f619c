// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "fxlake/base/result.h"

namespace fxlake::sources {

// Rows of cells.
using Grid = std::vector<std::vector<std::string>>;

// The indices of the sheets that a spec's `table` selects: a name, in which "*" matches any characters, a
// position from 1, or "" for the first. invalid_input when there is none.
Result<std::vector<std::size_t>> ChooseSheets(const std::vector<std::string>& names,
                                              const std::string& table);

// The sheets of an Office Open XML workbook (ECMA-376, parts 1 and 2) as texts: strings, the stored digits of
// numbers (including dates), and nothing for errors. The archive must outlive it.
class Workbook {
 public:
  static Result<Workbook> Open(const std::string& archive);

  std::vector<std::string> SheetNames() const;
  // The rows of a sheet by its index. Cells keep their columns; empty rows are skipped. `numbers`, if not
  // null, receives the sheet's row numbers, from 1.
  Result<Grid> ReadSheet(std::size_t index, std::vector<std::size_t>* numbers = nullptr) const;

 private:
  struct Sheet {
    std::string name;
    std::string member;
  };
  explicit Workbook(const std::string& archive) : archive_(archive) {}
  std::string TextOf(const pugi::xml_node& cell) const;

  const std::string& archive_;
  std::vector<Sheet> sheets_;
  std::vector<std::string> shared_strings_;
};

}  // namespace fxlake::sources
