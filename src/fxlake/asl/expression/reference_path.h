// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "fxlake/asl/expression/failure.h"
#include "fxlake/base/json.h"
#include "fxlake/base/result.h"

namespace fxlake::asl {

// A path that names one place in the input: $.a.b, $['a'][0]. Used by ResultPath.
class ReferencePath {
 public:
  // invalid_input for any other path, including $$ and variables.
  static Result<ReferencePath> Parse(std::string_view text);
  static ReferencePath Whole() { return ReferencePath(); }

  bool whole() const { return steps_.empty(); }
  // Returns `target` with `value` at this place, creating missing objects. States.ResultPathMatchFailure when
  // an existing value on the path is not an object, or an array element does not exist.
  Evaluated<Json> Put(Json target, Json value) const;

 private:
  std::string text_ = "$";
  std::vector<std::variant<std::string, std::int64_t>> steps_;
};

}  // namespace fxlake::asl
