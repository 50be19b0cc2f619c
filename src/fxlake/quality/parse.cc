// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "fxlake/quality/parse_labels.h"
#include "fxlake/quality/parse_rule.h"
#include "fxlake/quality/parse_sections.h"

namespace fxlake::quality {
namespace {

// A rule and its nesting depth: AWS's parser counts a and b and c as two.
struct Nested {
  Rule rule;
  int joints = 0;
  bool in_parentheses = false;
};

Rule::Join JoinAt(const Token& token) {
  if (token.Is("and") || token.Is("AND")) return Rule::Join::all;
  if (token.Is("or") || token.Is("OR")) return Rule::Join::any;
  return Rule::Join::none;
}

class Parser {
 public:
  Parser(std::string_view document, const std::vector<Token>& tokens)
      : reader_(tokens), rules_(document, reader_, scope_) {}

  Result<Ruleset> ReadDocument() {
    RETURN_IF_ERROR(SkipMetadata(reader_));
    RETURN_IF_ERROR(ReadDefaults());
    if (!reader_.Peek().Is("Rules") && !reader_.Peek().Is("Analyzers"))
      return reader_.Unexpected("\"Rules\": a ruleset has the form Rules = [ ... ]");
    const Token start = reader_.Peek();
    Ruleset rules;
    int analyzers = 0;
    // Each section once, in either order.
    for (bool rules_read = false, analyzers_read = false; reader_.Peek().kind != TokenKind::end;) {
      if (!rules_read && reader_.Take("Rules")) {
        rules_read = true;
        ASSIGN_OR_RETURN(rules, ReadRules());
      } else if (!analyzers_read && reader_.Take("Analyzers")) {
        analyzers_read = true;
        ASSIGN_OR_RETURN(analyzers, SkipAnalyzers(reader_, rules_));
      } else {
        return reader_.Unexpected("the end after the ruleset");
      }
    }
    if (rules.empty() && analyzers == 0) return ErrorAt(start, "there is no rule and no analyzer");
    if (scope_.unevaluated) return *scope_.unevaluated;
    return rules;
  }

 private:
  // Variables and the labels of all rules.
  Result<void> ReadDefaults() {
    RETURN_IF_ERROR(ReadVariables(reader_, scope_));
    if (!reader_.Take("DefaultLabels")) return {};
    ASSIGN_OR_RETURN(default_labels_, ReadLabels(reader_, {}));
    return ReadVariables(reader_, scope_);
  }

  Result<Ruleset> ReadRules() {
    for (const char* part : {"=", "["})
      RETURN_IF_ERROR(reader_.Expect(part, "a ruleset has the form Rules = [ ... ]"));
    Ruleset rules;
    if (reader_.Take("]")) return rules;
    do {
      const Token start = reader_.Peek();
      ASSIGN_OR_RETURN(Nested nested, ReadAlternatives());
      if (nested.joints > kMaxJoints)
        return ErrorAt(start, fmt::format("joined rules are nested more than {} deep", kMaxJoints));
      if (reader_.Peek().Is("labels")) {
        if (nested.rule.join != Rule::Join::none && !nested.in_parentheses)
          return ErrorAt(reader_.Peek(), "labels of joined rules must follow parentheses around all of them");
        reader_.Next();
        RETURN_IF_ERROR(ReadLabels(reader_, default_labels_));
        nested.rule.text = rules_.TextSince(start);
      }
      rules.push_back(std::move(nested.rule));
    } while (reader_.Take(","));
    RETURN_IF_ERROR(reader_.Expect("]", "rules are separated by commas"));
    return rules;
  }

  // `and` has higher precedence than `or`.
  Result<Nested> ReadAlternatives() {
    if (++depth_ > kMaxDepth) return ErrorAt(reader_.Peek(), "rules are nested too deeply");
    auto read = ReadJoined(Rule::Join::any,
                           [this] { return ReadJoined(Rule::Join::all, [this] { return ReadUnit(); }); });
    --depth_;
    return read;
  }

  template <typename ReadPart>
  Result<Nested> ReadJoined(Rule::Join join, ReadPart read_part) {
    const Token start = reader_.Peek();
    ASSIGN_OR_RETURN(Nested joined, read_part());
    if (JoinAt(reader_.Peek()) != join) return joined;
    Rule rule;
    rule.line = start.line;
    rule.join = join;
    rule.parts.push_back(std::move(joined.rule));
    int joints = joined.joints;
    while (JoinAt(reader_.Peek()) == join) {
      reader_.Next();
      ASSIGN_OR_RETURN(Nested part, read_part());
      joints = 1 + std::max(joints, part.joints);
      rule.parts.push_back(std::move(part.rule));
    }
    rule.text = rules_.TextSince(start);
    return Nested{std::move(rule), joints, false};
  }

  Result<Nested> ReadUnit() {
    if (!reader_.Take("(")) {
      ASSIGN_OR_RETURN(Rule rule, rules_.Read());
      return Nested{std::move(rule), 0, false};
    }
    ASSIGN_OR_RETURN(Nested inner, ReadAlternatives());
    RETURN_IF_ERROR(reader_.Expect(")", "the closing parenthesis is missing"));
    inner.in_parentheses = true;
    return inner;
  }

  static constexpr int kMaxJoints = 5;
  static constexpr int kMaxDepth = 200;
  TokenReader reader_;
  ParseScope scope_;
  RuleReader rules_;
  std::vector<std::string> default_labels_;
  int depth_ = 0;
};

}  // namespace

Result<Ruleset> ParseDqdl(std::string_view document) {
  auto tokens = Tokenize(document);
  if (!tokens) return tokens.error().In("reading DQDL");
  return Parser(document, *tokens).ReadDocument().In("reading DQDL");
}

}  // namespace fxlake::quality
