// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "fxlake/base/result.h"

namespace fxlake::sources {

// The sheets of an Office Open XML workbook (ECMA-376, parts 1 and 2) as texts: of strings their letters, of numbers, dates included, the
// digits that are stored, of errors nothing. The archive must outlive it.
class Workbook {
 public:
  static Result<Workbook> Open(const std::string& archive);

  // The rows of a sheet, by its name or by its place from 1 ("" the first). Cells stand at their places; rows without any are left out.
  Result<std::vector<std::vector<std::string>>> ReadSheet(const std::string& name_or_place) const;

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
