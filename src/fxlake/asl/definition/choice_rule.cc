// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/definition/choice_rule.h"

namespace fxlake::asl {
namespace {

std::string Joined(const std::vector<ChoiceRule>& parts, std::string_view word) {
  std::string text;
  for (const auto& part : parts) {
    if (!text.empty()) text += word;
    text += part.ToText();
  }
  return "(" + text + ")";
}

}  // namespace

Evaluated<bool> ChoiceRule::Holds(Scope& scope) const {
  if (const auto* comparison = std::get_if<Comparison>(&node_)) return comparison->Holds(scope);
  if (const auto* negation = std::get_if<Not>(&node_)) {
    ASSIGN_OR_RETURN(const bool holds, negation->part.front().Holds(scope));
    return !holds;
  }
  const bool all = std::holds_alternative<All>(node_);
  for (const auto& part : all ? std::get<All>(node_).parts : std::get<Any>(node_).parts) {
    ASSIGN_OR_RETURN(const bool holds, part.Holds(scope));
    if (holds != all) return holds;
  }
  return all;
}

std::string ChoiceRule::ToText() const {
  if (const auto* all = std::get_if<All>(&node_)) return Joined(all->parts, " and ");
  if (const auto* any = std::get_if<Any>(&node_)) return Joined(any->parts, " or ");
  if (const auto* negation = std::get_if<Not>(&node_)) return "not " + Joined(negation->part, "");
  const auto& comparison = std::get<Comparison>(node_);
  if (comparison.op == nullptr) return "";
  const auto* path = std::get_if<JsonPath>(&comparison.operand);
  return comparison.variable.text() + " " + std::string(comparison.op->name) + " " +
         (path != nullptr ? path->text() : std::get<Json>(comparison.operand).Dump());
}

void ChoiceRule::ForEachPath(const std::function<void(const JsonPath&)>& action) const {
  if (const auto* comparison = std::get_if<Comparison>(&node_)) {
    action(comparison->variable);
    if (const auto* path = std::get_if<JsonPath>(&comparison->operand)) action(*path);
    return;
  }
  const auto& parts = std::holds_alternative<All>(node_)   ? std::get<All>(node_).parts
                      : std::holds_alternative<Any>(node_) ? std::get<Any>(node_).parts
                                                           : std::get<Not>(node_).part;
  for (const auto& part : parts) part.ForEachPath(action);
}

}  // namespace fxlake::asl
