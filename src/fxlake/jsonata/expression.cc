// SPDX-License-Identifier: Apache-2.0
#include "fxlake/jsonata/expression.h"

#include "fxlake/jsonata/characters.h"
#include "fxlake/jsonata/evaluator.h"
#include "fxlake/jsonata/node.h"
#include "fxlake/jsonata/variable_uses.h"

namespace fxlake::jsonata {
std::expected<Expression, Problem> Expression::Parse(std::string_view text, const FunctionSet& functions,
                                                     const SyntaxOptions& options) {
  auto program = BuildProgram(text, functions, options);
  if (program) return Expression(*std::move(program), functions);
  auto problem = std::move(program).error();
  problem.position = CountUtf16(text.substr(0, problem.position));
  return std::unexpected(std::move(problem));
}

std::expected<std::optional<Json>, Problem> Expression::Evaluate(const std::optional<Json>& input,
                                                                 Environment& environment,
                                                                 const Limits& limits) const {
  return Evaluator(environment, *functions_, limits).Run(*program_, input);
}

void Expression::ForEachVariable(const std::function<void(const VariableUse&)>& action) const {
  ForEachVariableUse(*program_->root, action);
}

const std::string& Expression::text() const { return program_->text; }

}  // namespace fxlake::jsonata
