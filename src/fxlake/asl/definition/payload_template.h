// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "fxlake/asl/definition/diagnostics.h"
#include "fxlake/asl/expression/expression.h"

namespace fxlake::asl {

// JSON in which a field "x.$" holds an expression whose value becomes field "x": Parameters, ItemSelector,
// ResultSelector and Assign. Subtrees without expressions are kept as shared values. Immutable.
class PayloadTemplate {
 public:
  // Invalid parts add diagnostics and are omitted.
  static PayloadTemplate Compile(const Json& source, const std::string& pointer, Diagnostics& diagnostics);

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

  std::variant<Json, Fields, Items> node_;
};

}  // namespace fxlake::asl
