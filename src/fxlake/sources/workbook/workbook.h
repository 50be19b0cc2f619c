// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "fxlake/base/result.h"

namespace fxlake::sources {

// Rows of cells.
using Grid = std::vector<std::vector<std::string>>;

// The indices of the sheets that a spec's `table` stands for: a name, in which "*" is any run of letters, a
// place from 1, "" the first. invalid_input when there is none.
Result<std::vector<std::size_t>> ChooseSheets(const std::vector<std::string>& names,
                                              const std::string& table);

// The sheets of an Office Open XML workbook (ECMA-376, parts 1 and 2) as texts: of strings their letters, of
// numbers, dates included, the digits that are stored, of errors nothing. The archive must outlive it.
class Workbook {
 public:
  static Result<Workbook> Open(const std::string& archive);

  std::vector<std::string> SheetNames() const;
  // The rows of a sheet by its index. Cells stand at their places; rows without any are left out. `numbers`,
  // when asked for, are those that the sheet gives its rows, from 1.
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
