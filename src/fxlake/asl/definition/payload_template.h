// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "fxlake/asl/definition/diagnostics.h"
#include "fxlake/asl/expression/expression.h"
#include "fxlake/asl/expression/jsonata_expression.h"

namespace fxlake::asl {

// JSON with expressions: Parameters, Arguments, ItemSelector, ResultSelector, Assign, Output and the like.
// In JSONPath a field named "x.$" holds an expression whose value becomes field "x"; in JSONata every text
// "{% ... %}" is one. Subtrees without expressions are kept as shared values. Immutable.
class PayloadTemplate {
 public:
  // Invalid parts add diagnostics and are omitted.
  static PayloadTemplate Compile(const Json& source, const std::string& pointer, Diagnostics& diagnostics);

  // The same in JSONata. `field` is how messages name what it is for: "Output".
  static PayloadTemplate CompileJsonata(const Json& source, const std::string& pointer,
                                        const std::string& field, Diagnostics& diagnostics);

  Evaluated<Json> Evaluate(Scope& scope) const;
  void ForEachPath(const std::function<void(const JsonPath&)>& action) const;

 private:
  struct Field {
    std::string name;                                              // name in the result
    std::string label;                                             // as written, for messages
    std::variant<Expression, std::vector<PayloadTemplate>> value;  // a vector of one
  };
  using Fields = std::vector<Field>;
  using Items = std::vector<PayloadTemplate>;

  bool literal() const { return std::holds_alternative<Json>(node_); }

  std::variant<Json, Fields, Items, JsonataExpression> node_;
};

}  // namespace fxlake::asl
