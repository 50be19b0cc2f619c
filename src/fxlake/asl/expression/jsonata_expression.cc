// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/expression/jsonata_expression.h"

#include "fxlake/asl/expression/jsonata_functions.h"
#include "fxlake/base/excerpt.h"

namespace fxlake::asl {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

// What an expression sees: the variables of the execution and $states.
class StatesEnvironment : public jsonata::Environment {
 public:
  StatesEnvironment(const Scope& scope, bool sees_context) : scope_(scope), sees_context_(sees_context) {}

  std::optional<Json> Variable(std::string_view name) override {
    if (name == "states") return States();
    const auto* value = scope_.evaluation_context.FindVariable(name);
    return value == nullptr ? std::nullopt : std::optional(*value);
  }
  Instant Now() override { return scope_.evaluation_context.Now(); }
  std::uint64_t Random() override { return scope_.evaluation_context.random().Next(); }

 private:
  Json States() const {
    Json::Object members;
    members.emplace_back("input", scope_.input);
    if (sees_context_) members.emplace_back("context", scope_.evaluation_context.ContextObject());
    if (scope_.result != nullptr) members.emplace_back("result", *scope_.result);
    if (scope_.error_output != nullptr) members.emplace_back("errorOutput", *scope_.error_output);
    return members;
  }

  const Scope& scope_;
  bool sees_context_;
};

std::string_view TypeOf(const Json& value) {
  if (value.is_null()) return "null";
  if (value.is_bool()) return "boolean";
  if (value.is_number()) return "number";
  if (value.is_string()) return "string";
  return value.is_array() ? "array" : "object";
}

// What the service refuses although JSONata could evaluate it: there is no input outside of $states, and
// variables hold no functions.
std::string Misuse(const jsonata::Expression& expression) {
  std::string misuse;
  expression.ForEachVariable([&](const jsonata::Expression::VariableUse& use) {
    if (!misuse.empty()) return;
    const auto at = " at character " + std::to_string(use.position);
    if ((use.name.empty() || use.name == "$") && use.is_top_level) {
      misuse = "uses $" + std::string(use.name) + " at its top level" + at +
               "; the state's input is $states.input";
    } else if (use.is_called && !use.is_bound && !use.is_function) {
      misuse = "calls $" + std::string(use.name) + at + ", and there is no such function";
    }
  });
  return misuse;
}

}  // namespace

JsonataExpression::JsonataExpression(jsonata::Expression expression, std::string text, std::string field)
    : expression_(std::move(expression)), text_(std::move(text)), field_(std::move(field)) {
  expression_.ForEachVariable([&](const jsonata::Expression::VariableUse& use) {
    if (use.name == "states" && (use.member.empty() || use.member == "context")) sees_context_ = true;
  });
}

Result<JsonataExpression> JsonataExpression::Parse(std::string_view text, std::string field) {
  text = text.substr(2, text.size() - 4);
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return InvalidInput("the expression is empty");
  text = text.substr(first, text.find_last_not_of(kBlanks) + 1 - first);
  // The service evaluates JSONata 2.0, which has neither ?: nor ??.
  auto expression = jsonata::Expression::Parse(text, JsonataFunctions(), {.defaults = false});
  if (!expression) {
    const auto& problem = expression.error();
    return InvalidInput("the expression '" + std::string(Excerpt(text, 200)) +
                        "' is not valid at character " + std::to_string(problem.position) + ": " +
                        problem.code + ": " + problem.message);
  }
  if (const auto misuse = Misuse(*expression); !misuse.empty())
    return InvalidInput("the expression '" + std::string(Excerpt(text, 200)) + "' " + misuse);
  return JsonataExpression(*std::move(expression), std::string(text), std::move(field));
}

Failure JsonataExpression::Wrong(const std::string& why) const {
  return {std::string(error_name::kQueryEvaluationError),
          "The JSONata expression '" + text_ + "' specified for the field '" + field_ + "' " + why};
}

Evaluated<Json> JsonataExpression::Evaluate(const Scope& scope) const {
  StatesEnvironment environment(scope, sees_context_);
  auto value = expression_.Evaluate(std::nullopt, environment);
  if (!value)
    return Wrong("threw an error during evaluation. " + value.error().code + ": " + value.error().message);
  if (!*value) return Wrong("returned nothing (undefined).");
  return **std::move(value);
}

Evaluated<Json> JsonataExpression::Evaluate(const Scope& scope, std::string_view type) const {
  ASSIGN_OR_RETURN(auto value, Evaluate(scope));
  if (TypeOf(value) == type) return value;
  return Wrong("returned an unexpected result type. Expected '" + std::string(type) + "', but was '" +
               std::string(TypeOf(value)) + "' for value: " + std::string(Excerpt(value.Dump(), 1000)));
}

}  // namespace fxlake::asl
