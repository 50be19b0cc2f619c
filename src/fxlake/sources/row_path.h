// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/result.h"

namespace fxlake::sources {

// Where the rows of a body are: steps from its root, one level each, apart by "/": `rates/{date}/{quote}`.
//   name      the member or the child elements of that name
//   *         every item of an array, member of an object, record of a table
//   {field}   every member, its key (or the column's name) being that field of the row
struct RowStep {
  enum class Kind { name, each, capture };
  Kind kind = Kind::name;
  std::string name;  // of the member, or of the field
  friend bool operator==(const RowStep&, const RowStep&) = default;
};
Result<std::vector<RowStep>> ParseRowPath(std::string_view text);

// Where one field of a row is, seen from the row: `rate`, `currency/code`, `.` (the row itself), `@rate` (an attribute), `../@time`
// (one level up), `/base` (from the root).
struct FieldPath {
  bool from_root = false;
  int up = 0;
  std::vector<std::string> steps;  // empty: the node itself
  friend bool operator==(const FieldPath&, const FieldPath&) = default;
};
Result<FieldPath> ParseFieldPath(std::string_view text);

}  // namespace fxlake::sources
