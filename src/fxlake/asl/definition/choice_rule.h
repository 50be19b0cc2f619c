// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "fxlake/asl/definition/diagnostics.h"
#include "fxlake/asl/expression/comparison.h"

namespace fxlake::asl {

// The condition of a Choice rule: comparisons joined by And, Or and Not. Immutable.
class ChoiceRule {
 public:
  // Reads what `source` holds beside Next, Assign, Comment and Output; what is wrong goes to diagnostics.
  static ChoiceRule Read(const Json& source, const std::string& pointer, Diagnostics& diagnostics);

  // And and Or stop at the first part that decides.
  Evaluated<bool> Holds(Scope& scope) const;
  // "$.n NumericEquals 3", "not (..)": for graphs.
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
    std::vector<ChoiceRule> part;  // one
  };
  static ChoiceRule ReadComparison(const Json& source, const ComparisonOperator& op,
                                   const std::string& pointer, Diagnostics& diagnostics);

  std::variant<Comparison, All, Any, Not> node_;
};

}  // namespace fxlake::asl
