// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "fxlake/asl/definition/diagnostics.h"
#include "fxlake/asl/expression/comparison.h"

namespace fxlake::asl {

// The condition of a Choice rule: comparisons combined by And, Or and Not. Immutable.
class ChoiceRule {
 public:
  // Parses the fields of `source` other than Next, Assign, Comment and Output; errors go to diagnostics.
  static ChoiceRule Read(const Json& source, const std::string& pointer, Diagnostics& diagnostics);

  // Short-circuits: And and Or stop at the first operand that decides.
  Evaluated<bool> Holds(Scope& scope) const;
  // For graphs: "$.n NumericEquals 3", "not (..)".
  std::string ToText() const;
  void ForEachPath(const std::function<void(const JsonPath&)>& action) const;

 private:
  struct All {
    std::vector<ChoiceRule> parts;
  };
  struct Any {
    std::vector<ChoiceRule> parts;
  };
  struct Not {
    std::vector<ChoiceRule> part;  // exactly one
  };
  static ChoiceRule ReadComparison(const Json& source, const ComparisonOperator& op,
                                   const std::string& pointer, Diagnostics& diagnostics);

  std::variant<Comparison, All, Any, Not> node_;
};

}  // namespace fxlake::asl
