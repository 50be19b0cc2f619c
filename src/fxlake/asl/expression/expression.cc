// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/expression/expression.h"

#include "fxlake/asl/expression/intrinsic.h"

namespace fxlake::asl {

Evaluated<Json> Expression::Evaluate(Scope& scope, std::string_view field) const {
  if (const auto* path = std::get_if<JsonPath>(&node_)) {
    auto found = path->Find(scope);
    if (found) return *std::move(found);
    if (found.error().kind == JsonPath::Absent::Kind::element) return Json();
    return path->Evaluate(scope, field);
  }
  auto result = EvaluateArgument(scope);
  if (result) return result;
  auto failure = std::move(result).error();
  failure.cause = "The function '" + text_ + "' had the following error: " + failure.cause;
  return failure;
}

Evaluated<Json> Expression::EvaluateArgument(Scope& scope) const {
  if (const auto* literal = std::get_if<Json>(&node_)) return *literal;
  if (const auto* path = std::get_if<JsonPath>(&node_)) {
    auto found = path->Find(scope);
    if (found) return *std::move(found);
    return RuntimeFailure("The JsonPath argument for the field '" + path->text() +
                          "' could not be found in the input '" + path->InputText(scope) + "'");
  }
  const auto& call = *std::get<std::shared_ptr<const Call>>(node_);
  Json::Array arguments;
  arguments.reserve(call.arguments.size());
  for (const auto& argument : call.arguments) {
    ASSIGN_OR_RETURN(auto value, argument.EvaluateArgument(scope));
    arguments.push_back(std::move(value));
  }
  return call.function->apply(arguments, scope);
}

std::string_view Expression::function() const {
  const auto* call = std::get_if<std::shared_ptr<const Call>>(&node_);
  return call == nullptr ? std::string_view() : (*call)->function->name;
}

const std::vector<Expression>& Expression::arguments() const {
  return std::get<std::shared_ptr<const Call>>(node_)->arguments;
}

void Expression::ForEachPath(const std::function<void(const JsonPath&)>& action) const {
  if (const auto* path = std::get_if<JsonPath>(&node_)) action(*path);
  if (const auto* call = std::get_if<std::shared_ptr<const Call>>(&node_)) {
    for (const auto& argument : (*call)->arguments) argument.ForEachPath(action);
  }
}

}  // namespace fxlake::asl
