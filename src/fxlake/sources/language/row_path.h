// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/result.h"
#include "fxlake/sources/language/pattern.h"

namespace fxlake::sources {

struct PathCondition;

// One level of a way through a body (docs/reference/sources.md):
//   name        the member or the child elements of that name; "a/b" in quotes where a name holds a slash
//   @name       an attribute
//   *           every item of an array, member of an object, element, record of a table
//   {field}     every member, its key (or the column's name, or the place in an array) being captured under
//   that name;
//               in the path of a field: the member or the item that was captured
//   @{field}    every attribute, its name being captured
//   []          every item of an array; what is none stands for itself
//   **          the node itself and everything below it
//   #2          the second item or child, #-1 the last
// and behind any of them conditions: name[2], name[@id=EUR], name[code~regex], name[code].
struct PathStep {
  enum class Kind { name, attribute, each, capture, items, deep };
  Kind kind = Kind::name;
  std::string name;         // of the member or attribute, or of the capture
  bool attributes = false;  // capture: of attributes
  int place = 0;            // of those that fit, from 1 or, negative, from the end; 0: all of them
  std::vector<PathCondition> conditions;

  // Whether walkers that know no conditions understand it.
  bool is_simple() const;
};
using RowStep = PathStep;

// Fits when the first text at `path` equals `text`, has the pattern's match, or, with neither, is there.
struct PathCondition {
  std::vector<PathStep> path;
  std::optional<std::string> text = {};
  std::optional<Pattern> pattern = {};
};

Result<std::vector<RowStep>> ParseRowPath(std::string_view text);

// Where one field of a row is, seen from the row: `rate`, `currency/code`, `.` (the row itself), `@rate` (an
// attribute), `../@time` (one level up), `/base` (from the root).
struct FieldPath {
  bool from_root = false;
  int up = 0;
  std::vector<std::string> names;  // the steps as they are written; none: the node itself
  std::vector<PathStep> steps;     // the same, understood

  bool is_simple() const;
  bool has_capture() const;
};
Result<FieldPath> ParseFieldPath(std::string_view text);

}  // namespace fxlake::sources
