// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/parse.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "fxlake/base/nearest.h"
#include "fxlake/quality/parse_condition.h"

namespace fxlake::quality {
namespace {

class Parser {
 public:
  Parser(std::string_view document, const std::vector<Token>& tokens) : document_(document), reader_(tokens) {}

  Result<Ruleset> ReadDocument() {
    const Token& section = reader_.Peek();
    if (section.kind == TokenKind::word && section.value != "Rules") {
      return ErrorAt(section, fmt::format("expected the section Rules, found \"{}\" (other sections are not supported)", section.value));
    }
    for (const char* part : {"Rules", "=", "["}) RETURN_IF_ERROR(reader_.Expect(part, "a ruleset is written Rules = [ ... ]"));
    Ruleset rules;
    while (true) {
      ASSIGN_OR_RETURN(Rule rule, ReadRule());
      rules.push_back(std::move(rule));
      if (!reader_.Take(",")) break;
    }
    RETURN_IF_ERROR(reader_.Expect("]", "rules are separated by commas"));
    if (reader_.Peek().kind != TokenKind::end) return reader_.Unexpected("the end after the ruleset");
    return rules;
  }

 private:
  // (rule) and (rule) ..., or one rule with or without parentheses.
  Result<Rule> ReadRule() {
    if (++depth_ > kMaxDepth) return ErrorAt(reader_.Peek(), "rules are nested too deeply");
    const Token start = reader_.Peek();
    ASSIGN_OR_RETURN(Rule first, ReadUnit());
    const Rule::Join join = PeekJoin();
    if (join == Rule::Join::none) {
      --depth_;
      return first;
    }
    if (!start.Is("(")) return ErrorAt(start, "rules joined by and / or stand in parentheses each");
    Rule joined;
    joined.line = start.line;
    joined.join = join;
    joined.parts.push_back(std::move(first));
    while (PeekJoin() != Rule::Join::none) {
      if (PeekJoin() != join) return reader_.Unexpected("one kind of joint; put parentheses where and meets or");
      reader_.Next();
      if (!reader_.Peek().Is("(")) return reader_.Unexpected("\"(\" before the next of the joined rules");
      ASSIGN_OR_RETURN(Rule part, ReadUnit());
      joined.parts.push_back(std::move(part));
    }
    joined.text = TextSince(start);
    --depth_;
    return joined;
  }

  Result<Rule> ReadUnit() {
    if (!reader_.Take("(")) return ReadSingle();
    ASSIGN_OR_RETURN(Rule rule, ReadRule());
    RETURN_IF_ERROR(reader_.Expect(")", "a parenthesis is open"));
    return rule;
  }

  Result<Rule> ReadSingle() {
    const Token start = reader_.Peek();
    if (start.kind != TokenKind::word) return reader_.Unexpected("a rule such as IsComplete \"rate\"");
    reader_.Next();
    Rule rule;
    rule.line = start.line;
    rule.type = FindRuleType(start.value);
    if (rule.type == nullptr) return UnknownRule(start);
    while (reader_.Peek().kind == TokenKind::text) rule.parameters.push_back(reader_.Next().value);
    if (rule.parameters.size() < rule.type->min_parameters || rule.parameters.size() > rule.type->max_parameters) {
      const char* wanted = rule.type->max_parameters == 0   ? "no parameter"
                           : rule.type->max_parameters == 1 ? "one quoted parameter"
                                                            : "quoted parameters";
      return ErrorAt(start, fmt::format("{} takes {}, as in {}", rule.type->name, wanted, rule.type->usage));
    }
    RETURN_IF_ERROR(ReadCondition(rule, start));
    RETURN_IF_ERROR(ReadModifiers(rule));
    rule.text = TextSince(start);
    return rule;
  }

  Result<void> ReadCondition(Rule& rule, const Token& start) {
    if (!StartsCondition(reader_.Peek())) {
      if (rule.type->condition != RuleType::ConditionUse::required) return {};
      return ErrorAt(reader_.Peek(), fmt::format("expected a comparison, found {}: {} is written as in {}", Name(reader_.Peek()),
                                                 rule.type->name, rule.type->usage));
    }
    if (rule.type->condition == RuleType::ConditionUse::none) {
      return ErrorAt(reader_.Peek(), fmt::format("{} takes no comparison, as in {}", rule.type->name, rule.type->usage));
    }
    ASSIGN_OR_RETURN(rule.condition, quality::ReadCondition(reader_, rule.type->compares));
    if (rule.type->kind == RuleKind::column_data_type && rule.condition->comparison != Comparison::equal) {
      return ErrorAt(start, fmt::format("{} takes only =, as in {}", rule.type->name, rule.type->usage));
    }
    return {};
  }

  Result<void> ReadModifiers(Rule& rule) {
    while (true) {
      const Token modifier = reader_.Peek();
      if (reader_.Take("with")) {
        RETURN_IF_ERROR(reader_.Expect("threshold", "the words are: with threshold"));
        const bool doubly = rule.type->kind == RuleKind::custom_sql && rule.condition;
        if (!rule.type->takes_threshold || doubly || rule.threshold) {
          return ErrorAt(modifier, fmt::format("{} takes no threshold{}", rule.type->name,
                                               doubly           ? " beside a comparison"
                                               : rule.threshold ? " twice"
                                                                : ""));
        }
        ASSIGN_OR_RETURN(rule.threshold, quality::ReadCondition(reader_, RuleType::Compares::numbers));
        for (const Operand& operand : rule.threshold->operands) {
          const std::string& number = std::get<NumberOperand>(operand).text;
          if (number.starts_with('-') || std::stod(number) > 1) {
            return ErrorAt(modifier, fmt::format("a threshold is the share of rows that pass, 0 to 1, not {}", number));
          }
        }
      } else if (reader_.Take("where")) {
        if (!rule.type->takes_where || !rule.where.empty()) {
          return ErrorAt(modifier, fmt::format("{} takes no {}where", rule.type->name, rule.where.empty() ? "" : "second "));
        }
        if (reader_.Peek().kind != TokenKind::text || reader_.Peek().value.empty())
          return reader_.Unexpected("a quoted SQL condition after where");
        rule.where = reader_.Next().value;
      } else {
        return {};
      }
    }
  }

  Rule::Join PeekJoin() const {
    const Token& token = reader_.Peek();
    if (token.Is("and") || token.Is("AND")) return Rule::Join::all;
    if (token.Is("or") || token.Is("OR")) return Rule::Join::any;
    return Rule::Join::none;
  }

  static Error UnknownRule(const Token& token) {
    std::vector<std::string_view> names;
    for (const RuleType& type : AllRuleTypes()) names.push_back(type.name);
    const std::string_view meant = Nearest(token.value, names);
    return ErrorAt(
        token, fmt::format("there is no rule type {} here{}", token.value, meant.empty() ? "" : fmt::format("; did you mean {}?", meant)));
  }

  // What was read since `start`, on one line.
  std::string TextSince(const Token& start) const {
    std::string text;
    for (const Token& token : reader_.Since(start)) {
      const bool tight = text.empty() || text.ends_with('(') || text.ends_with('[') || token.Is(")") || token.Is("]") || token.Is(",") ||
                         (token.Is("(") && text.ends_with("now")) || (text.ends_with('-') && !text.ends_with(") -"));
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

  static constexpr int kMaxDepth = 50;
  std::string_view document_;
  TokenReader reader_;
  int depth_ = 0;
};

}  // namespace

Result<Ruleset> ParseDqdl(std::string_view document) {
  auto tokens = Tokenize(document);
  if (!tokens) return tokens.error().In("reading DQDL");
  return Parser(document, *tokens).ReadDocument().In("reading DQDL");
}

}  // namespace fxlake::quality
