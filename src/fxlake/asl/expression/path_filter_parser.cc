// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "fxlake/asl/expression/json_path.h"
#include "fxlake/asl/expression/path_filter.h"
#include "fxlake/asl/expression/path_parser.h"

namespace fxlake::asl {

class FilterReader {
 public:
  using Operator = PathFilter::Operator;

  FilterReader(std::string_view text, std::size_t& at) : text_(text), at_(at) {}

  Result<PathFilter> Parenthesis(int depth) {
    if (depth > kMaxDepth) return Fail("fewer parentheses");
    SkipBlanks();
    if (!Take("(")) return Fail("\"(\"");
    ASSIGN_OR_RETURN(auto filter, Joined(depth, false));
    if (!Take(")")) return Fail("\")\", && or ||");
    return filter;
  }

 private:
  static constexpr int kMaxDepth = 32;
  static constexpr std::array<std::pair<std::string_view, Operator>, 14> kOperators = {{
      {"==", Operator::equal},
      {"!=", Operator::not_equal},
      {"<=", Operator::less_equal},
      {">=", Operator::greater_equal},
      {"<", Operator::less},
      {">", Operator::greater},
      {"in ", Operator::in},
      {"nin ", Operator::not_in},
      {"contains ", Operator::contains},
      {"subsetof ", Operator::subset},
      {"anyof ", Operator::any},
      {"noneof ", Operator::none},
      {"size ", Operator::size},
      {"empty ", Operator::empty},
  }};

  Error Fail(std::string_view expected) const {
    return InvalidInput("filter in path " + JsonQuote(text_) + ": expected " + std::string(expected) +
                        " at position " + std::to_string(at_ + 1));
  }

  void SkipBlanks() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  bool Take(std::string_view token) {
    SkipBlanks();
    if (!text_.substr(at_).starts_with(token)) return false;
    at_ += token.size();
    return true;
  }

  // a || b, where each is a list of c && d: && has the higher precedence.
  Result<PathFilter> Joined(int depth, bool all) {
    PathFilter::Junction junction{all, {}};
    do {
      ASSIGN_OR_RETURN(auto part, all ? Single(depth) : Joined(depth, true));
      junction.parts.push_back(std::move(part));
    } while (Take(all ? "&&" : "||"));
    if (junction.parts.size() == 1) return std::move(junction.parts.front());
    PathFilter filter;
    filter.node_ = std::move(junction);
    return filter;
  }

  Result<PathFilter> Single(int depth) {
    SkipBlanks();
    if (text_.substr(at_).starts_with('!') && !text_.substr(at_).starts_with("!=")) {
      ++at_;
      if (depth >= kMaxDepth) return Fail("fewer parentheses");
      ASSIGN_OR_RETURN(auto part, Single(depth + 1));
      PathFilter filter;
      PathFilter::Negation negation;
      negation.part.push_back(std::move(part));
      filter.node_ = std::move(negation);
      return filter;
    }
    if (text_.substr(at_).starts_with('(')) return Parenthesis(depth + 1);
    PathFilter::Comparison comparison{};
    ASSIGN_OR_RETURN(comparison.left, Operand());
    SkipBlanks();
    if (text_.substr(at_).starts_with("=~"))
      return Fail("an operator other than =~, which is not supported,");
    for (const auto& [token, op] : kOperators) {
      if (!Take(token)) continue;
      comparison.op = op;
      ASSIGN_OR_RETURN(comparison.right, Operand());
      break;
    }
    PathFilter filter;
    filter.node_ = std::move(comparison);
    return filter;
  }

  Result<PathFilter::Operand> Operand() {
    SkipBlanks();
    if (at_ >= text_.size()) return Fail("a path or a value");
    const char first = text_[at_];
    if (first == '@' || first == '$') {
      PathFilter::FilterPath path{first == '$', {}};
      ++at_;
      ASSIGN_OR_RETURN(path.body, ParsePathBody(text_, at_, true));
      return PathFilter::Operand(std::move(path));
    }
    if (first == '\'' || first == '"') return Quoted(first);
    if (first == '[') return Literal(text_.find(']', at_) + 1);
    return Literal(text_.find_first_of(" )&|", at_));
  }

  Result<PathFilter::Operand> Quoted(char quote) {
    std::string value;
    for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      value += text_[at_];
    }
    if (at_ >= text_.size()) return Fail("the closing quote");
    ++at_;
    return PathFilter::Operand(Json(std::move(value)));
  }

  static bool IsWord(std::string_view token) {
    const auto part = [](char c) { return IsVariablePart(c) || c == '-'; };
    return IsVariableStart(token.front()) && std::ranges::all_of(token, part);
  }

  // A number, true, false, null, a list, whose texts may be in single quotes, or a text of one unquoted word.
  Result<PathFilter::Operand> Literal(std::size_t end) {
    if (end == std::string_view::npos || end <= at_) return Fail("a path or a value");
    std::string token(text_.substr(at_, end - at_));
    for (char& c : token) {
      if (c == '\'') c = '"';
    }
    auto value = Json::Parse(token);
    if (!value && IsWord(token)) value = Json(token);
    if (!value) return Fail("a path or a value");
    at_ = end;
    return PathFilter::Operand(*std::move(value));
  }

  std::string_view text_;
  std::size_t& at_;
};

Result<PathFilter> PathFilter::Parse(std::string_view text, std::size_t& at) {
  return FilterReader(text, at).Parenthesis(1);
}

}  // namespace fxlake::asl
