// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "fxlake/asl/definition/diagnostics.h"
#include "fxlake/asl/expression/expression.h"

namespace fxlake::asl {

// JSON in which a field named "x.$" holds an expression whose value becomes field "x": Parameters,
// ItemSelector, ResultSelector, Assign and their kind. What holds no expression is kept as one shared value.
// Immutable.
class PayloadTemplate {
 public:
  // Tells diagnostics what is wrong in it; such parts are left out.
  static PayloadTemplate Compile(const Json& source, const std::string& pointer, Diagnostics& diagnostics);

  Evaluated<Json> Evaluate(Scope& scope) const;
  void ForEachPath(const std::function<void(const JsonPath&)>& action) const;

 private:
  struct Field {
    std::string name;                                              // as it is in the value
    std::string label;                                             // as it is written, for messages
    std::variant<Expression, std::vector<PayloadTemplate>> value;  // a vector of one
  };
  using Fields = std::vector<Field>;
  using Items = std::vector<PayloadTemplate>;

  bool literal() const { return std::holds_alternative<Json>(node_); }

  std::variant<Json, Fields, Items> node_;
};

}  // namespace fxlake::asl
