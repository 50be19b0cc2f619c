// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "fxlake/asl/definition/choice_rule.h"
#include "fxlake/asl/expression/timestamp.h"
#include "fxlake/base/excerpt.h"

namespace fxlake::asl {
namespace {

constexpr std::array<std::string_view, 3> kJunctions = {"And", "Or", "Not"};
constexpr std::array<std::string_view, 5> kOtherFields = {"Variable", "Next", "Comment", "Assign", "Output"};

std::string ExpectedOperand(const ComparisonOperator& op) {
  using Kind = ComparisonOperator::Kind;
  if (op.path) return "a path";
  if (op.kind == Kind::matches) return "a string";
  if (op.kind != Kind::compare) return "true or false";
  switch (op.operands) {
    case Operands::strings: return "a string";
    case Operands::numbers: return "a number";
    case Operands::booleans: return "true or false";
    case Operands::timestamps: return "a timestamp such as \"2026-04-14T07:30:00Z\"";
  }
  return "";
}

bool IsOperand(const ComparisonOperator& op, const Json& value) {
  using Kind = ComparisonOperator::Kind;
  if (op.kind == Kind::matches) return value.is_string();
  if (op.kind != Kind::compare) return value.is_bool();
  switch (op.operands) {
    case Operands::strings: return value.is_string();
    case Operands::numbers: return value.is_number();
    case Operands::booleans: return value.is_bool();
    case Operands::timestamps: return value.is_string() && ParseTimestamp(value.string());
  }
  return false;
}

std::string SuggestFor(std::string_view key, const Diagnostics& diagnostics) {
  std::vector<std::string_view> known(kJunctions.begin(), kJunctions.end());
  known.insert(known.end(), kOtherFields.begin(), kOtherFields.end());
  for (const auto& op : ComparisonOperators()) known.push_back(op.name);
  return diagnostics.Suggest(key, known);
}

}  // namespace

ChoiceRule ChoiceRule::ReadComparison(const Json& source, const ComparisonOperator& op,
                                      const std::string& pointer, Diagnostics& diagnostics) {
  Comparison comparison;
  comparison.op = &op;
  const auto read_path = [&](const Json& value, std::string_view key, auto& to) {
    if (!value.is_string())
      return diagnostics.Add(Below(pointer, key), std::string(key) + " is not a string", "a path");
    auto path = JsonPath::Parse(value.string());
    if (!path) return diagnostics.Add(Below(pointer, key), path.error().message(), "a path");
    to = *std::move(path);
  };
  if (const auto* variable = source.Find("Variable")) {
    read_path(*variable, "Variable", comparison.variable);
  } else {
    diagnostics.Add(pointer, "the comparison has no Variable", "the path of the value to compare");
  }
  const auto& operand = *source.Find(op.name);
  if (op.path) {
    read_path(operand, op.name, comparison.operand);
  } else if (!IsOperand(op, operand)) {
    diagnostics.Add(Below(pointer, op.name),
                    std::string(Excerpt(operand.Dump(), 100)) + " does not match " + std::string(op.name),
                    ExpectedOperand(op));
  } else {
    comparison.operand = operand;
    if (op.kind == ComparisonOperator::Kind::compare && op.operands == Operands::timestamps)
      comparison.instant = ParseTimestamp(operand.string());
  }
  ChoiceRule rule;
  rule.node_ = std::move(comparison);
  return rule;
}

ChoiceRule ChoiceRule::Read(const Json& source, const std::string& pointer, Diagnostics& diagnostics) {
  ChoiceRule rule;
  if (!source.is_object()) {
    diagnostics.Add(pointer, "a choice rule is not an object", "an object with a comparison, And, Or or Not");
    return rule;
  }
  std::vector<std::string_view> conditions;
  for (const auto& [key, value] : source.object()) {
    if (FindComparison(key) != nullptr || std::ranges::find(kJunctions, key) != kJunctions.end()) {
      conditions.push_back(key);
    } else if (std::ranges::find(kOtherFields, key) == kOtherFields.end()) {
      diagnostics.Add(Below(pointer, key), "the field " + JsonQuote(key) + " is unknown in a choice rule",
                      "a comparison operator, And, Or or Not", SuggestFor(key, diagnostics));
    }
  }
  if (conditions.size() != 1) {
    diagnostics.Add(pointer, "a choice rule has " + std::to_string(conditions.size()) + " conditions",
                    "one comparison operator, And, Or or Not");
    return rule;
  }
  const auto name = conditions.front();
  if (const auto* op = FindComparison(name)) return ReadComparison(source, *op, pointer, diagnostics);
  if (source.Find("Variable") != nullptr)
    diagnostics.Add(Below(pointer, "Variable"), "Variable next to " + std::string(name), "none");
  const auto& inner = *source.Find(name);
  const auto inner_pointer = Below(pointer, name);
  const auto read_part = [&](const Json& part, const std::string& part_pointer) {
    for (const std::string_view key : {"Next", "Assign"}) {
      if (part.Find(key) != nullptr)
        diagnostics.Add(Below(part_pointer, key), std::string(key) + " inside " + std::string(name),
                        "it only at the top of the rule");
    }
    return Read(part, part_pointer, diagnostics);
  };
  if (name == "Not") {
    Not negation;
    negation.part.push_back(read_part(inner, inner_pointer));
    rule.node_ = std::move(negation);
    return rule;
  }
  std::vector<ChoiceRule> parts;
  if (!inner.is_array() || inner.array().empty()) {
    diagnostics.Add(inner_pointer, std::string(name) + " is not a list of rules",
                    "a list of at least one rule");
  } else {
    for (std::size_t i = 0; i < inner.array().size(); ++i)
      parts.push_back(read_part(inner.array()[i], Below(inner_pointer, i)));
  }
  if (name == "And") {
    rule.node_ = All{std::move(parts)};
  } else {
    rule.node_ = Any{std::move(parts)};
  }
  return rule;
}

}  // namespace fxlake::asl
