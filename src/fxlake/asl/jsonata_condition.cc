// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/jsonata_condition.h"

#include "fxlake/asl/expression/comparison.h"
#include "fxlake/asl/expression/jsonata_text.h"

namespace fxlake::asl {
namespace {

using Kind = ComparisonOperator::Kind;

std::string_view Sign(Ordering ordering) {
  switch (ordering) {
    case Ordering::equals: return "=";
    case Ordering::less_than: return "<";
    case Ordering::greater_than: return ">";
    case Ordering::less_than_equals: return "<=";
    case Ordering::greater_than_equals: return ">=";
  }
  return "=";
}

std::string Typed(const std::string& value, std::string_view type) {
  return "$type(" + value + ") = \"" + std::string(type) + "\"";
}

// A value of another type than the operator's compares false, and is no error.
std::string Compared(const ComparisonOperator& op, const std::string& left, const std::string& right) {
  const std::string sign = " " + std::string(Sign(op.ordering)) + " ";
  switch (op.operands) {
    case Operands::timestamps: return "($toMillis(" + left + ")" + sign + "$toMillis(" + right + "))";
    case Operands::booleans: return "(" + left + sign + right + ")";
    default: break;
  }
  const auto type = Typed(left, op.operands == Operands::strings ? "string" : "number");
  const auto compared = left + sign + right;
  if (op.ordering == Ordering::equals) return "(" + compared + ")";
  const auto both =
      op.path ? " and " + Typed(right, op.operands == Operands::strings ? "string" : "number") : "";
  return "(" + type + both + " and " + compared + ")";
}

std::string Pattern(std::string_view wildcard) {
  static constexpr std::string_view kSpecial = ".+?^${}()|[]/\\";
  std::string pattern = "/^";
  for (std::size_t i = 0; i < wildcard.size(); ++i) {
    if (wildcard[i] == '\\' && i + 1 < wildcard.size()) {
      pattern += '\\';
      pattern += wildcard[++i];
    } else if (wildcard[i] == '*') {
      pattern += "[^]*";
    } else {
      if (kSpecial.contains(wildcard[i])) pattern += '\\';
      pattern += wildcard[i];
    }
  }
  return pattern + "$/";
}

std::string Tested(Kind kind, const std::string& value) {
  switch (kind) {
    case Kind::is_null: return "(" + value + " = null)";
    case Kind::is_present: return "$exists(" + value + ")";
    case Kind::is_numeric: return "(" + Typed(value, "number") + ")";
    case Kind::is_string: return "(" + Typed(value, "string") + ")";
    case Kind::is_boolean: return "(" + Typed(value, "boolean") + ")";
    default:
      return "(" + Typed(value, "string") + " and $contains(" + value +
             ", /^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$/))";
  }
}

Result<std::string> Junction(const Json& parts, std::string_view word, std::string_view root) {
  std::string text;
  for (const auto& part : parts.array()) {
    ASSIGN_OR_RETURN(const auto each, JsonataCondition(part, root));
    text += (text.empty() ? "" : std::string(word)) + each;
  }
  return "(" + text + ")";
}

}  // namespace

Result<std::string> JsonataCondition(const Json& rule, std::string_view root) {
  if (const auto* parts = rule.Find("And")) return Junction(*parts, " and ", root);
  if (const auto* parts = rule.Find("Or")) return Junction(*parts, " or ", root);
  if (const auto* part = rule.Find("Not")) {
    ASSIGN_OR_RETURN(const auto inner, JsonataCondition(*part, root));
    return "$not(" + inner + ")";
  }
  ASSIGN_OR_RETURN(const auto variable, rule.StringAt("Variable"));
  ASSIGN_OR_RETURN(const auto path, JsonPath::Parse(variable));
  ASSIGN_OR_RETURN(const auto value, ToJsonata(path, root));
  for (const auto& [key, operand] : rule.object()) {
    const auto* op = FindComparison(key);
    if (op == nullptr) continue;
    if (op->kind == Kind::matches)
      return "(" + Typed(value, "string") + " and $contains(" + value + ", " + Pattern(operand.string()) +
             "))";
    if (op->kind != Kind::compare) {
      const auto tested = Tested(op->kind, value);
      return operand.boolean() ? tested : "$not(" + tested + ")";
    }
    if (!op->path) return Compared(*op, value, ToJsonata(operand));
    ASSIGN_OR_RETURN(const auto other, JsonPath::Parse(operand.string()));
    ASSIGN_OR_RETURN(const auto right, ToJsonata(other, root));
    return Compared(*op, value, right);
  }
  return InvalidInput("the rule has no comparison");
}

}  // namespace fxlake::asl
