// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/parse_rule.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "fxlake/base/nearest.h"
#include "fxlake/quality/custom_sql.h"
#include "fxlake/quality/parse_condition.h"
#include "fxlake/quality/parse_operand.h"
#include "fxlake/quality/rule_type.h"

namespace fxlake::quality {
namespace {

bool StartsParameter(const Token& token) {
  return token.kind == TokenKind::text || token.IsName() || token.Is("$");
}
bool IsConnector(const Token& token) {
  return token.Is("of") || token.Is("OF") || token.Is("and") || token.Is("AND");
}

Error UnknownRule(const Token& token) {
  std::vector<std::string_view> names;
  for (const RuleType& type : AllRuleTypes()) names.push_back(type.name);
  const std::string_view meant = Nearest(token.value, names);
  return ErrorAt(token, fmt::format("unknown rule type {}{}", token.value,
                                    meant.empty() ? "" : fmt::format("; did you mean {}?", meant)));
}

std::string_view Describe(Compared kinds) {
  if (Allows(kinds, Compared::numbers) && Allows(kinds, Compared::texts)) return "numbers, texts or dates";
  if (Allows(kinds, Compared::sizes)) return "sizes such as 3 MB";
  if (Allows(kinds, Compared::numbers)) return "numbers";
  if (Allows(kinds, Compared::texts)) return "texts";
  return Allows(kinds, Compared::dates) ? "dates and times" : "times such as 24 hours or 5 days";
}

// A size without unit is an integer number of bytes.
bool IsPlainSize(const ReadComparison& read) {
  for (const Operand& operand : read.condition.operands) {
    const auto* number = std::get_if<NumberOperand>(&operand);
    if (number == nullptr || number->text.find_first_not_of("-0123456789") != std::string::npos) return false;
  }
  return true;
}

}  // namespace

Result<Rule> RuleReader::Read() {
  const Token start = reader_.Peek();
  if (!start.IsName()) return reader_.Unexpected("a rule such as IsComplete \"rate\"");
  reader_.Next();
  if (FindRuleType(start.value, 0) == nullptr) {
    if (IsAnalyzer(start.value, 1))
      return ErrorAt(start, fmt::format("{} can be used only in the section Analyzers", start.value));
    return UnknownRule(start);
  }
  Rule rule;
  rule.line = start.line;
  ASSIGN_OR_RETURN(rule.parameters, ReadParameters());
  rule.type = FindRuleType(start.value, rule.parameters.size());
  if (rule.parameters.size() < rule.type->min_parameters ||
      rule.parameters.size() > rule.type->max_parameters) {
    const char* wanted = rule.type->max_parameters == 0   ? "no parameter"
                         : rule.type->max_parameters == 1 ? "one parameter"
                         : rule.type->min_parameters == 1 ? "one or more parameters"
                                                          : "other parameters";
    // IsComplete "a" and IsUnique "b" is one rule with three parameters.
    bool joined = false;
    for (const Token& token : reader_.Since(start).subspan(1))
      joined = joined || FindRuleType(token.value, 0) != nullptr;
    return ErrorAt(start,
                   fmt::format("{} takes {}, for example {}{}", rule.type->name, wanted, rule.type->usage,
                               joined ? "; each of the rules joined by and needs parentheses" : ""));
  }
  if (!rule.type->rejection.empty())
    scope_.NotEvaluated(
        ErrorAt(start, fmt::format("{} is not supported: {}", rule.type->name, rule.type->rejection)));
  RETURN_IF_ERROR(ReadComparisonOf(rule));
  RETURN_IF_ERROR(ReadWhere(rule));
  while (reader_.Peek().Is("with")) RETURN_IF_ERROR(ReadTag(rule));
  rule.text = TextSince(start);
  return rule;
}

Result<std::vector<std::string>> RuleReader::ReadParameters() {
  std::vector<std::string> parameters;
  while (true) {
    if (reader_.Peek().Is("labels") && reader_.Peek(1).Is("=")) return parameters;
    if (IsConnector(reader_.Peek()) && StartsParameter(reader_.Peek(1))) reader_.Next();
    const Token token = reader_.Peek();
    if (!StartsParameter(token)) return parameters;
    if (token.Is("$")) {
      ASSIGN_OR_RETURN(const Variable variable, ReadVariable(reader_, scope_));
      const auto* text = variable.is_list ? nullptr : std::get_if<TextOperand>(&variable.values.front());
      if (text == nullptr) return ErrorAt(token, "a parameter must be one text");
      parameters.push_back(text->text);
    } else {
      parameters.push_back(reader_.Next().value);
    }
  }
}

Result<void> RuleReader::ReadComparisonOf(Rule& rule) {
  const RuleType& type = *rule.type;
  const Token start = reader_.Peek();
  if (!StartsCondition(start)) {
    if (type.condition_optional) return {};
    return ErrorAt(start, fmt::format("expected a comparison, found {}: example for {}: {}", Name(start),
                                      type.name, type.usage));
  }
  if (type.compares == Compared::nothing)
    return ErrorAt(start, fmt::format("{} takes no comparison, for example {}", type.name, type.usage));
  ASSIGN_OR_RETURN(ReadComparison read, ReadCondition(reader_, scope_));
  const bool fits =
      Allows(type.compares, read.kind) &&
      (read.kind != Compared::numbers || !Allows(type.compares, Compared::sizes) || IsPlainSize(read));
  if (!fits)
    return ErrorAt(start, fmt::format("{} must be compared with {}, for example {}", type.name,
                                      Describe(type.compares), type.usage));
  rule.condition = std::move(read.condition);
  return {};
}

Result<void> RuleReader::ReadWhere(Rule& rule) {
  const Token start = reader_.Peek();
  if (!reader_.Take("where")) return {};
  if (!rule.type->takes_where) return ErrorAt(start, fmt::format("{} takes no where", rule.type->name));
  if (reader_.Peek().kind != TokenKind::text || reader_.Peek().value.empty())
    return reader_.Unexpected("a quoted SQL condition after where");
  if (!IsWhole(reader_.Peek().value))
    return ErrorAt(reader_.Peek(),
                   "the condition after where is not whole: see its parentheses, quotes and comments");
  rule.where = reader_.Next().value;
  return {};
}

// `with threshold > 0.5`, or a tag of the author: with owner = "rates".
Result<void> RuleReader::ReadTag(Rule& rule) {
  const Token start = reader_.Next();
  const Token name = reader_.Peek();
  if (!name.IsName() && name.kind != TokenKind::text)
    return reader_.Unexpected("threshold, or the name of a tag, after with");
  reader_.Next();
  ASSIGN_OR_RETURN(ReadComparison read, ReadCondition(reader_, scope_));
  // NULL alone is a text here, not a limit.
  const bool is_number = read.kind == Compared::numbers &&
                         std::ranges::any_of(read.condition.operands, [](const Operand& operand) {
                           return std::holds_alternative<NumberOperand>(operand);
                         });
  const Comparison comparison = read.condition.comparison;
  const bool has_order = comparison != Comparison::equal && comparison != Comparison::not_equal &&
                         comparison != Comparison::in && comparison != Comparison::not_in;
  if (name.value == "threshold" && (is_number || (has_order && read.kind == Compared::numbers))) {
    if (!rule.type->takes_threshold || rule.threshold)
      return ErrorAt(
          start, fmt::format("{} takes no {}threshold", rule.type->name, rule.threshold ? "second " : ""));
    rule.threshold = std::move(read.condition);
    return {};
  }
  if (read.condition.comparison != Comparison::equal ||
      (read.kind != Compared::numbers && read.kind != Compared::texts))
    return ErrorAt(name, fmt::format("a tag must be a text or a number, as in {} = \"...\"", name.value));
  return {};
}

std::string RuleReader::TextSince(const Token& start) const {
  std::string text;
  const Token* previous = nullptr;
  bool after_sign = false;  // the sign of a number: -1, not 2 - 1
  for (const Token& token : reader_.Since(start)) {
    const bool tight = previous == nullptr || after_sign || previous->Is("(") || previous->Is("[") ||
                       previous->Is("$") || token.Is(")") || token.Is("]") || token.Is(",");
    after_sign =
        token.Is("-") && !(previous->kind == TokenKind::number || previous->Is(")") || previous->Is("now()"));
    previous = &token;
    if (!tight) text += ' ';
    bool blank = false;
    for (const char c : document_.substr(token.offset, token.length)) {
      const bool is_blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
      if (!is_blank || !blank) text += is_blank ? ' ' : c;
      blank = is_blank;
    }
  }
  return text;
}

}  // namespace fxlake::quality
