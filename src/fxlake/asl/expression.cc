// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/expression.h"

#include "fxlake/asl/intrinsic.h"

namespace fxlake::asl {

Evaluated<Json> Expression::Evaluate(Scope& scope, std::string_view field) const {
  if (const auto* path = std::get_if<JsonPath>(&node_)) return path->Evaluate(scope, field);
  if (const auto* literal = std::get_if<Json>(&node_)) return *literal;
  const auto& call = *std::get<std::shared_ptr<const Call>>(node_);
  Json::Array arguments;
  arguments.reserve(call.arguments.size());
  for (const auto& argument : call.arguments) {
    ASSIGN_OR_RETURN(auto value, argument.Evaluate(scope, field));
    arguments.push_back(std::move(value));
  }
  auto result = call.function->apply(arguments, scope);
  if (!result && result.error().error == error_name::kIntrinsicFailure && !result.error().cause.starts_with("The function '")) {
    return Failure{result.error().error, "The function '" + text_ + "' had the following error: " + result.error().cause};
  }
  return result;
}

void Expression::ForEachPath(const std::function<void(const JsonPath&)>& action) const {
  if (const auto* path = std::get_if<JsonPath>(&node_)) action(*path);
  if (const auto* call = std::get_if<std::shared_ptr<const Call>>(&node_)) {
    for (const auto& argument : (*call)->arguments) argument.ForEachPath(action);
  }
}

}  // namespace fxlake::asl
