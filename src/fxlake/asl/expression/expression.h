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

// The value of a field whose name ends in ".$": a path, or a call of an intrinsic function whose arguments
// may be calls. Immutable.
class Expression {
 public:
  // Maximum nesting depth of calls (a limit of AWS).
  static constexpr int kMaxNesting = 10;

  // invalid_input, with the position and what was expected.
  static Result<Expression> Parse(std::string_view text);

  // Errors: States.Runtime when a path has no value; as on AWS, a path that stands alone and points past the
  // end of an array is null. States.IntrinsicFailure when a function cannot be applied. `field` names the
  // field that holds the expression, for messages.
  Evaluated<Json> Evaluate(Scope& scope, std::string_view field) const;
  const std::string& text() const { return text_; }
  // What it is: a path, a literal text or number, or a call.
  const JsonPath* path() const { return std::get_if<JsonPath>(&node_); }
  const Json* literal() const { return std::get_if<Json>(&node_); }
  std::string_view function() const;                 // "" unless it is a call
  const std::vector<Expression>& arguments() const;  // of a call
  // Calls `action` for every path, including those in arguments.
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
