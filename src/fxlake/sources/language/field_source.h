// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "fxlake/sources/language/pattern.h"
#include "fxlake/sources/language/row_path.h"
#include "fxlake/sources/language/table_reader.h"

namespace fxlake::sources {

// Where a text of a row comes from:
//   "path"                      what stands at a path
//   { value = ".." }            always the same
//   { variable = ".." }         what the request was made with
//   { capture = ".." }          a key or a column's name on the way to the row (row_path.h), or a banner
//   (spec.h) { any = [..] }              the first of several that is there { all = [..] }              all
//   of them, with `between` (a blank) between; nothing when one is not there { mean = [.., ..] }         the
//   arithmetic mean of two numbers { look_up = "..", by = .., key = "..", take = ".." }
//                               the `take` of that item of a list, or of another place in the body, whose
//                               `key` is the text of `by`
// and of each but a mean, with pattern = "..": the part of it that a regular expression's group finds; then
// with map = {..}: another text for it.
struct FieldSource {
  enum class Kind { absent, path, constant, variable, capture, any, all, mean, look_up };
  Kind kind = Kind::absent;
  FieldPath path = {};  // of Kind::path
  std::string text =
      {};  // the constant; the name of the variable or capture; what is between; what is looked up in
  std::vector<FieldSource> parts = {};  // of Kind::any, all, mean, look_up
  std::optional<Pattern> pattern = {};
  std::map<std::string, std::string> words = {};  // `map`, by labels (label.h)
  std::string key = {}, take = {};                // of Kind::look_up

  // Whether the text is taken as it stands at one place.
  bool is_plain() const { return !pattern && words.empty() && parts.empty(); }
};

// The source that `key` of the table describes; absent when the key is. Mistakes are noted in the table.
FieldSource ReadFieldSource(TableReader& table, std::string_view key);
// The source that the table itself describes; it may have other keys besides.
FieldSource ReadFieldSource(TableReader& table);

}  // namespace fxlake::sources
