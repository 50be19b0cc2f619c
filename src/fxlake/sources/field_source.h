// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fxlake/sources/pattern.h"
#include "fxlake/sources/row_path.h"
#include "fxlake/sources/table_reader.h"

namespace fxlake::sources {

// Where a text of a row comes from:
//   "path"                      what stands at a path
//   { value = ".." }            always the same
//   { variable = ".." }         what the request was made with
//   { capture = ".." }          a key or a column's name on the way to the row (row_path.h)
//   { any = [..] }              the first of several that is there
//   { mean = [.., ..] }         the arithmetic mean of two numbers
// and of each but the last, with pattern = "..": the part of it that a regular expression's group finds.
struct FieldSource {
  enum class Kind { absent, path, constant, variable, capture, any, mean };
  Kind kind = Kind::absent;
  FieldPath path;                  // of Kind::path
  std::string text;                // the constant, or the name of the variable or capture
  std::vector<FieldSource> parts;  // of Kind::any and Kind::mean
  std::optional<Pattern> pattern;

  // Whether the text is taken as it stands at one place.
  bool is_plain() const { return !pattern && kind != Kind::any && kind != Kind::mean; }
};

// The source that `key` of the table describes; absent when the key is. Mistakes are noted in the table.
FieldSource ReadFieldSource(TableReader& table, std::string_view key);
// The source that the table itself describes; it may have other keys besides.
FieldSource ReadFieldSource(TableReader& table);

}  // namespace fxlake::sources
