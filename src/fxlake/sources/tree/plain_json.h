// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "fxlake/sources/row/row_program.h"

// The quick ways over the text of a JSON object, for what almost every bank sends almost always. Of a
// document through whose first stage simdjson has gone: quotes end, and the bytes behind the document are
// readable.
namespace fxlake::sources {

// Goes over an object as long as its members are plain numbers behind plain keys.
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
  all,        // every member is a number, a word or a text without escapes
  beginning,  // the members that the object begins with are, and hold all that was looked up
  less,       // the cells hold anything
};

// Fills the cells of look-ups of one step each out of the members of an object; a key that is looked up and
// stands there twice is not plain. `end` is that of the document.
Plain ReadPlainObject(const char* object, const char* end, std::span<const RowProgram::LookUp> look_ups,
                      Cells& cells);

}  // namespace fxlake::sources
