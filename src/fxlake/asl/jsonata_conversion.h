// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/base/json.h"

namespace fxlake::asl {

// A definition in JSONata that does what one in JSONPath did.
struct Conversion {
  struct Note {
    std::string pointer;
    std::string text;
  };
  Json definition;
  std::vector<Note> notes;  // of states that stay in JSONPath, and why
};

// `definition` is valid. States in JSONata stay as they are. When some state cannot be converted the
// definition keeps JSONPath, and those that can be name JSONata.
Conversion ConvertToJsonata(const Json& definition);

}  // namespace fxlake::asl
