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

// A path that names one place in the input: $.a.b, $['a'][0]. Where ResultPath puts a result.
class ReferencePath {
 public:
  // invalid_input for any other path, $$ and variables included.
  static Result<ReferencePath> Parse(std::string_view text);
  static ReferencePath Whole() { return ReferencePath(); }

  bool whole() const { return steps_.empty(); }
  // `target` with `value` at this place; objects on the way are made. States.ResultPathMatchFailure when
  // something else than an object, or an element that is not there, is in the way.
  Evaluated<Json> Put(Json target, Json value) const;

 private:
  std::string text_ = "$";
  std::vector<std::variant<std::string, std::int64_t>> steps_;
};

}  // namespace fxlake::asl
