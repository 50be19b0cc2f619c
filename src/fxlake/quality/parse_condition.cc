// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/parse_condition.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <utility>

namespace fxlake::quality {
namespace {

using Compares = RuleType::Compares;

constexpr std::array<std::pair<std::string_view, Comparison>, 9> kComparisons = {{
    {"=", Comparison::equal},
    {"!=", Comparison::not_equal},
    {">", Comparison::greater},
    {">=", Comparison::greater_equal},
    {"<", Comparison::less},
    {"<=", Comparison::less_equal},
    {"between", Comparison::between},
    {"in", Comparison::in},
    {"matches", Comparison::matches},
}};

constexpr std::array<std::pair<std::string_view, Keyword>, 6> kKeywords = {{
    {"NULL", Keyword::null},
    {"null", Keyword::null},
    {"EMPTY", Keyword::empty},
    {"empty", Keyword::empty},
    {"WHITESPACES_ONLY", Keyword::whitespaces_only},
    {"whitespaces_only", Keyword::whitespaces_only},
}};

std::string_view Wanted(Compares compares) {
  switch (compares) {
    case Compares::numbers: return "a number";
    case Compares::texts: return "a quoted text";
    case Compares::durations: return "a time such as 24 hours or 5 days";
    default: return "a number, a quoted text, a date, now() or NULL";
  }
}

// `3 days` as hours, when a number is at hand.
Result<std::int64_t> ReadHours(TokenReader& reader) {
  const Token number = reader.Next();
  std::int64_t count = 0;
  const char* end = number.value.data() + number.value.size();
  const auto [stop, problem] = std::from_chars(number.value.data(), end, count);
  constexpr std::int64_t kTenThousandYears = 3'652'500;
  if (problem != std::errc() || stop != end || count > kTenThousandYears)
    return ErrorAt(number, "expected a whole number of hours or days");
  if (reader.Take("days") || reader.Take("day")) return count * 24;
  if (reader.Take("hours") || reader.Take("hour")) return count;
  return reader.Unexpected("hours or days");
}

// now(), or ( now() - 3 days ).
Result<Operand> ReadNow(TokenReader& reader) {
  const bool shifted = reader.Take("(");
  RETURN_IF_ERROR(reader.Expect("now", "a moment is written (now() - 3 days)"));
  for (const char* part : {"(", ")"}) RETURN_IF_ERROR(reader.Expect(part, "a moment is written now()"));
  if (!shifted) return NowOperand{};
  const bool back = reader.Peek().Is("-");
  if (!reader.Take("-") && !reader.Take("+")) return reader.Unexpected("- or + and a time");
  if (reader.Peek().kind != TokenKind::number) return reader.Unexpected("a number of hours or days");
  ASSIGN_OR_RETURN(const std::int64_t hours, ReadHours(reader));
  RETURN_IF_ERROR(reader.Expect(")", "a parenthesis is open"));
  return NowOperand{back ? -hours : hours};
}

Result<Operand> ReadOperand(TokenReader& reader, Compares compares) {
  const Token token = reader.Peek();
  if (token.Is("last") || token.Is("avg") || token.Is("min") || token.Is("max")) {
    return ErrorAt(token, "dynamic rules (last(n) and functions of it) are not supported");
  }
  if (compares == Compares::durations) {
    if (token.kind != TokenKind::number) return reader.Unexpected(Wanted(compares));
    ASSIGN_OR_RETURN(const std::int64_t hours, ReadHours(reader));
    return DurationOperand{hours};
  }
  if (compares != Compares::texts && (token.kind == TokenKind::number || token.Is("-"))) {
    const bool negative = reader.Take("-");
    if (reader.Peek().kind != TokenKind::number) return reader.Unexpected("a number after the minus sign");
    return NumberOperand{(negative ? "-" : "") + reader.Next().value};
  }
  if (compares != Compares::numbers && token.kind == TokenKind::text) {
    reader.Next();
    if (const auto date = Date::Parse(token.value); date && compares == Compares::values) return DateOperand{*date};
    return TextOperand{token.value};
  }
  if (compares == Compares::values) {
    for (const auto& [word, keyword] : kKeywords) {
      if (reader.Take(word)) return keyword;
    }
    if (token.Is("now") || token.Is("(")) return ReadNow(reader);
  }
  return reader.Unexpected(Wanted(compares));
}

Comparison Negated(Comparison comparison) {
  return comparison == Comparison::between ? Comparison::not_between
         : comparison == Comparison::in    ? Comparison::not_in
                                           : Comparison::not_matches;
}

}  // namespace

Result<void> TokenReader::Expect(std::string_view symbol_or_word, std::string_view reason) {
  if (Take(symbol_or_word)) return {};
  return ErrorAt(Peek(), fmt::format("expected \"{}\", found {}: {}", symbol_or_word, Name(Peek()), reason));
}

Error TokenReader::Unexpected(std::string_view expected) const {
  return ErrorAt(Peek(), fmt::format("expected {}, found {}", expected, Name(Peek())));
}

std::span<const Token> TokenReader::Since(const Token& start) const {
  std::size_t first = at_;
  while (first > 0 && tokens_[first - 1].offset >= start.offset) --first;
  return std::span(tokens_).subspan(first, at_ - first);
}

bool StartsCondition(const Token& token) {
  if (token.Is("not")) return true;
  for (const auto& [text, comparison] : kComparisons) {
    if (token.Is(text)) return true;
  }
  return false;
}

Result<Condition> ReadCondition(TokenReader& reader, Compares compares) {
  const bool negated = reader.Take("not");
  const Token start = reader.Peek();
  Condition condition;
  bool known = false;
  for (const auto& [text, comparison] : kComparisons) {
    if (!start.Is(text)) continue;
    condition.comparison = comparison;
    known = true;
  }
  if (!known) return reader.Unexpected("a comparison such as > or between");
  reader.Next();
  if (negated) {
    if (start.kind == TokenKind::symbol) return ErrorAt(start, "expected between, in or matches after not");
    condition.comparison = Negated(condition.comparison);
  }
  if (start.value == "matches") {
    if (compares != Compares::values) return ErrorAt(start, "a pattern is for ColumnValues alone");
    if (reader.Peek().kind != TokenKind::text) return reader.Unexpected("a quoted regular expression");
    condition.operands.emplace_back(TextOperand{reader.Next().value});
    return condition;
  }
  const bool list = start.value == "in";
  if (list) RETURN_IF_ERROR(reader.Expect("[", "a list is written in [ ... ]"));
  while (true) {
    ASSIGN_OR_RETURN(Operand operand, ReadOperand(reader, compares));
    condition.operands.push_back(std::move(operand));
    if (list && reader.Take(",")) continue;
    if (start.value != "between" || condition.operands.size() == 2) break;
    RETURN_IF_ERROR(reader.Expect("and", "a range is written between 1 and 2"));
  }
  if (list) RETURN_IF_ERROR(reader.Expect("]", "values are separated by commas"));
  return condition;
}

}  // namespace fxlake::quality
