// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/asl/expression/failure.h"
#include "fxlake/asl/expression/scope.h"
#include "fxlake/base/result.h"
#include "fxlake/jsonata/expression.h"

namespace fxlake::asl {

// A text "{% ... %}" of a definition whose query language is JSONata. Immutable; safe to use from several
// threads.
class JsonataExpression {
 public:
  static bool Is(std::string_view text) {
    return text.starts_with("{%") && text.ends_with("%}") && text.size() >= 4;
  }

  // `text` with its "{%" and "%}"; `field` is where it stands in its state, for messages: "Output/total[0]".
  // invalid_input that says what is wrong and where.
  static Result<JsonataExpression> Parse(std::string_view text, std::string field);

  // States.QueryEvaluationError when it cannot be evaluated, and when it gives nothing.
  Evaluated<Json> Evaluate(const Scope& scope) const;
  // The same, and when the value is of another type ("number", "string", "boolean", "array", "object").
  Evaluated<Json> Evaluate(const Scope& scope, std::string_view type) const;
  // That a value of the right type is still wrong.
  Failure Wrong(const std::string& why) const;

  const std::string& text() const { return text_; }  // without "{%", "%}" and blanks

 private:
  JsonataExpression(jsonata::Expression expression, std::string text, std::string field);

  jsonata::Expression expression_;
  std::string text_;
  std::string field_;
  bool sees_context_ = false;
};

}  // namespace fxlake::asl
