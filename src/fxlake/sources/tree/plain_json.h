// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "fxlake/sources/row/row_program.h"

// Fast paths over the text of a JSON object for the most common form of responses. The document must have
// passed simdjson's first stage: quotes are balanced, and bytes after the document are readable.
namespace fxlake::sources {

// Iterates over an object as long as its members are plain numbers with plain keys.
class PlainNumbers {
 public:
  explicit PlainNumbers(const char* object) : at_(object) {}

  bool Next();
  // Whether the last member was the object's last.
  bool at_end() const { return *at_ == '}'; }
  const RowRun::Member& member() const { return member_; }

 private:
  const char* at_;
  RowRun::Member member_;
};

// What was read of an object.
enum class Plain {
  all,        // every member is a number, a keyword or a text without escapes
  beginning,  // the leading members are, and include all looked-up ones
  less,       // the cells are undefined
};

// Fills the cells of single-step look-ups from the members of an object; an object with a duplicate of a
// looked-up key is not plain. `end` is the document's end.
Plain ReadPlainObject(const char* object, const char* end, std::span<const RowProgram::LookUp> look_ups,
                      Cells& cells);

}  // namespace fxlake::sources
