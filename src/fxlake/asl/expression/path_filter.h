// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string_view>
#include <variant>
#include <vector>

#include "fxlake/asl/expression/path_step.h"
#include "fxlake/asl/expression/scope.h"
#include "fxlake/base/result.h"

namespace fxlake::asl {

// The predicate of a filter step, `(@.price < 10 && @.kind == 'book')`: comparisons joined by &&, || and !,
// with the operators of Jayway JsonPath except =~. A path alone tests for presence. Immutable.
class PathFilter {
 public:
  // Parses from the "(" at text[at] and moves `at` past the matching ")".
  static Result<PathFilter> Parse(std::string_view text, std::size_t& at);

  // `root` is the value of "$" inside the filter.
  bool Accepts(const Json& node, const Json& root, Scope& scope) const;

  enum class Operator {
    exists,
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    in,
    not_in,
    contains,
    subset,
    any,
    none,
    size,
    empty
  };

  struct FilterPath {
    bool from_root = false;  // starts at $, not at @
    PathBody body;
  };
  using Operand = std::variant<Json, FilterPath>;

 private:
  struct Comparison {
    Operand left;
    Operator op;
    Operand right;
  };
  struct Junction {
    bool all;  // &&, otherwise ||
    std::vector<PathFilter> parts;
  };
  struct Negation {
    std::vector<PathFilter> part;  // exactly one
  };
  friend class FilterReader;

  std::variant<Comparison, Junction, Negation> node_;
};

}  // namespace fxlake::asl
