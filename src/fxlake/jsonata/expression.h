// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "fxlake/base/json.h"
#include "fxlake/jsonata/environment.h"
#include "fxlake/jsonata/native_function.h"
#include "fxlake/jsonata/problem.h"
#include "fxlake/jsonata/syntax.h"

namespace fxlake::jsonata {

struct Program;

// A JSONata expression (https://docs.jsonata.org), read once and evaluated often. Immutable; safe to use from
// several threads.
class Expression {
 public:
  // `functions` must outlive the expression.
  static std::expected<Expression, Problem> Parse(std::string_view text, const FunctionSet& functions,
                                                  const SyntaxOptions& options = {});

  // nullopt: the value is undefined. Numbers that come from `input` and go out unchanged keep their text.
  std::expected<std::optional<Json>, Problem> Evaluate(const std::optional<Json>& input,
                                                       Environment& environment,
                                                       const Limits& limits = {}) const;

  struct VariableUse {
    std::string_view name;    // "" and "$" are the context and the input of the whole expression
    std::string_view member;  // the step behind it if that is a name
    bool is_called = false;
    bool is_bound = false;      // somewhere in the expression: by :=, @, # or as a parameter
    bool is_function = false;   // there is a function of that name
    bool is_top_level = false;  // outside of steps, predicates and functions, where the context is the input
    std::size_t position = 0;
  };
  // Every place in which a variable is used.
  void ForEachVariable(const std::function<void(const VariableUse&)>& action) const;
  const std::string& text() const;

 private:
  Expression(std::shared_ptr<const Program> program, const FunctionSet& functions)
      : program_(std::move(program)), functions_(&functions) {}

  std::shared_ptr<const Program> program_;
  const FunctionSet* functions_;
};

}  // namespace fxlake::jsonata
