// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "fxlake/asl/expression/json_path.h"

namespace fxlake::asl {

struct Intrinsic;

// The value of a field whose name ends in ".$": a path, or a call of an intrinsic function, whose arguments
// may be calls too. Immutable.
class Expression {
 public:
  // How deep calls may be nested (a limit of AWS).
  static constexpr int kMaxNesting = 10;

  // invalid_input that says what was expected where.
  static Result<Expression> Parse(std::string_view text);

  // States.Runtime when a path leads nowhere; as on AWS, an element past the end of an array is null where
  // the path stands alone. States.IntrinsicFailure when a function cannot be applied. `field` is the field
  // that holds the expression.
  Evaluated<Json> Evaluate(Scope& scope, std::string_view field) const;
  const std::string& text() const { return text_; }
  // The paths in it, those in arguments included.
  void ForEachPath(const std::function<void(const JsonPath&)>& action) const;

 private:
  struct Call {
    const Intrinsic* function;
    std::vector<Expression> arguments;
  };
  friend class ExpressionReader;

  Evaluated<Json> EvaluateArgument(Scope& scope) const;

  std::string text_;
  std::variant<JsonPath, Json, std::shared_ptr<const Call>> node_;
};

}  // namespace fxlake::asl
