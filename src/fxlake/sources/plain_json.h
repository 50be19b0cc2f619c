// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "fxlake/sources/row_program.h"

// The quick ways over the text of a JSON object, for what almost every bank sends almost always. Of a document through whose first stage
// simdjson has gone: quotes end, and the bytes behind the document are readable.
namespace fxlake::sources {

// Goes over an object as long as its members are plain numbers behind plain keys.
class PlainNumbers {
 public:
  explicit PlainNumbers(const char* object) : at_(object) {}

  bool Next();
  // Whether the last member was the object's last.
  bool at_end() const { return *at_ == '}'; }
  std::string_view key() const { return key_; }
  std::string_view number() const { return number_; }

 private:
  const char* at_;
  std::string_view key_, number_;
};

// Fills the cells of look-ups of one step each out of an object that holds nothing but numbers, words and texts without escapes, each key
// at most once. False, and the cells hold anything, when it holds more than that. `end` is that of the document.
bool ReadPlainObject(const char* object, const char* end, std::span<const RowProgram::LookUp> look_ups, Cells& cells);

}  // namespace fxlake::sources
