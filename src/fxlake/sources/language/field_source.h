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

// Where the text of a field comes from:
//   "path"                      the text at a path
//   { value = ".." }            a constant
//   { variable = ".." }         a variable of the request
//   { capture = ".." }          a key or column name captured by the row path (row_path.h), or a banner
//   (spec.h) { any = [..] }              the first of several that exists { all = [..] }              all of
//   them joined by `between` (a space); absent when one is absent { mean = [.., ..] }         the arithmetic
//   mean of two numbers { look_up = "..", by = .., key = "..", take = ".." }
//                               the `take` of the item, in a list or another place of the body, whose `key`
//                               equals the text of `by`
// All except mean accept pattern = "..": the group of a regular expression; then map = {..}: replacement
// texts.
struct FieldSource {
  enum class Kind { absent, path, constant, variable, capture, any, all, mean, look_up };
  Kind kind = Kind::absent;
  FieldPath path = {};  // for Kind::path
  std::string text =
      // the constant; the name of the variable or capture; the separator; the list or place to look up in
      {};
  std::vector<FieldSource> parts = {};  // for Kind::any, all, mean, look_up
  std::optional<Pattern> pattern = {};
  std::map<std::string, std::string> words = {};  // `map`, by label (label.h)
  std::string key = {}, take = {};                // for Kind::look_up

  // Whether the text is used unchanged from one place.
  bool is_plain() const { return !pattern && words.empty() && parts.empty(); }
};

// The source that `key` of the table describes; absent when the key is. Mistakes are recorded in the table
// reader.
FieldSource ReadFieldSource(TableReader& table, std::string_view key);
// The source that the table itself describes; the table may have other keys.
FieldSource ReadFieldSource(TableReader& table);

}  // namespace fxlake::sources
