// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "fxlake/base/result.h"
#include "fxlake/quality/rule.h"

namespace fxlake::quality {

// name = "text" or name = ["a", "b"] before the rules, read as $name.
struct Variable {
  std::vector<Operand> values;  // texts and keywords
  bool is_list = false;
};

// What the parts of one document share while they are read.
struct ParseScope {
  std::map<std::string, Variable, std::less<>> variables;
  // The first thing that is DQDL and yet not evaluated: said only when all of the document is DQDL.
  std::optional<Error> unevaluated;

  void NotEvaluated(Error error) {
    if (!unevaluated) unevaluated = std::move(error);
  }
};

}  // namespace fxlake::quality
