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

// A definition name = "text" or name = ["a", "b"] before the rules, used as $name.
struct Variable {
  std::vector<Operand> values;  // texts and keywords
  bool is_list = false;
};

// State shared by the parsers of one document.
struct ParseScope {
  std::map<std::string, Variable, std::less<>> variables;
  // The first construct that is valid DQDL but not evaluated; reported only if the whole document is valid.
  std::optional<Error> unevaluated;

  void NotEvaluated(Error error) {
    if (!unevaluated) unevaluated = std::move(error);
  }
};

}  // namespace fxlake::quality
