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

// One level of a path through a body (docs/reference/sources.md):
//   name        the member or child elements with that name; "a/b" in quotes for a name with a slash
//   @name       an attribute
//   *           every item of an array, member of an object, element, record of a table
//   {field}     every member; its key (or the column name, or the array index) is captured under that name;
//               in the path of a field: the captured member or item
//   @{field}    every attribute; its name is captured
//   []          every item of an array; any other value stands for itself
//   **          the node itself and all its descendants
//   #2          the second item or child, #-1 the last
// Each may have conditions: name[2], name[@id=EUR], name[code~regex], name[code].
struct PathStep {
  enum class Kind { name, attribute, each, capture, items, deep };
  Kind kind = Kind::name;
  std::string name;         // of the member or attribute, or of the capture
  bool attributes = false;  // capture: of attributes
  int place = 0;            // position among matches, from 1 or, negative, from the end; 0: all
  std::vector<PathCondition> conditions;

  // Whether walkers without support for conditions accept it.
  bool is_simple() const;
};
using RowStep = PathStep;

// Holds when the first text at `path` equals `text`, matches the pattern, or, with neither, exists.
struct PathCondition {
  std::vector<PathStep> path;
  std::optional<std::string> text = {};
  std::optional<Pattern> pattern = {};
};

Result<std::vector<RowStep>> ParseRowPath(std::string_view text);

// The path of a field relative to its row: `rate`, `currency/code`, `.` (the row itself), `@rate` (an
// attribute), `../@time` (one level up), `/base` (from the root).
struct FieldPath {
  bool from_root = false;
  int up = 0;
  std::vector<std::string> names;  // the steps as written; empty: the node itself
  std::vector<PathStep> steps;     // the same, parsed

  bool is_simple() const;
  bool has_capture() const;
};
Result<FieldPath> ParseFieldPath(std::string_view text);

}  // namespace fxlake::sources
