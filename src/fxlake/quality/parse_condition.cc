// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/parse_condition.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "fxlake/quality/parse_operand.h"

namespace fxlake::quality {
namespace {

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

std::string_view Describe(Compared kind) {
  switch (kind) {
    case Compared::numbers: return "numbers";
    case Compared::texts: return "texts";
    case Compared::dates: return "dates";
    case Compared::durations: return "times such as 3 days";
    case Compared::sizes: return "sizes such as 3 MB";
    case Compared::nothing: break;
  }
  return "NULL";
}

Result<Comparison> ReadComparisonSign(TokenReader& reader) {
  const bool negated = reader.Take("not");
  const Token start = reader.Peek();
  if (!negated && reader.Take("!")) {
    RETURN_IF_ERROR(reader.Expect("=", "\"not equal\" is written !="));
    return Comparison::not_equal;
  }
  for (const auto& [text, comparison] : kComparisons) {
    if (!reader.Take(text)) continue;
    if (!negated) return comparison;
    if (comparison == Comparison::between) return Comparison::not_between;
    if (comparison == Comparison::in) return Comparison::not_in;
    if (comparison == Comparison::matches) return Comparison::not_matches;
    return ErrorAt(start, "expected between, in or matches after not");
  }
  return reader.Unexpected("a comparison such as > or between");
}

bool IsRange(Comparison comparison) {
  return comparison == Comparison::between || comparison == Comparison::not_between;
}
bool IsList(Comparison comparison) {
  return comparison == Comparison::in || comparison == Comparison::not_in;
}
bool IsEquality(Comparison comparison) {
  return comparison == Comparison::equal || comparison == Comparison::not_equal;
}
bool IsMatch(Comparison comparison) {
  return comparison == Comparison::matches || comparison == Comparison::not_matches;
}

class ConditionReader {
 public:
  ConditionReader(TokenReader& reader, ParseScope& scope) : reader_(reader), scope_(scope) {}

  Result<ReadComparison> Read() {
    const Token start = reader_.Peek();
    ASSIGN_OR_RETURN(const Comparison comparison, ReadComparisonSign(reader_));
    read_.condition.comparison = comparison;
    if (IsMatch(comparison)) {
      if (reader_.Peek().kind != TokenKind::text) return reader_.Unexpected("a quoted regular expression");
      read_.condition.operands.emplace_back(TextOperand{reader_.Next().value});
      read_.kind = Compared::texts;
      return std::move(read_);
    }
    if (IsList(comparison)) {
      RETURN_IF_ERROR(ReadList());
    } else {
      RETURN_IF_ERROR(ReadValue(!IsEquality(comparison)));
      if (IsRange(comparison)) {
        if (!reader_.Take("AND"))
          RETURN_IF_ERROR(reader_.Expect("and", "a range has the form between 1 and 2"));
        RETURN_IF_ERROR(ReadValue(true));
      }
    }
    if (read_.kind == Compared::texts && !IsList(comparison) && !IsEquality(comparison))
      return ErrorAt(start, "texts have no order: compare them with =, !=, in and matches");
    if (read_.kind == Compared::nothing) read_.kind = Compared::numbers;
    return std::move(read_);
  }

 private:
  Result<void> ReadList() {
    if (reader_.Peek().Is("$")) return ReadVariableValues();
    RETURN_IF_ERROR(reader_.Expect("[", "a list has the form [ ... ]"));
    do {
      RETURN_IF_ERROR(ReadValue(false));
    } while (reader_.Take(","));
    return reader_.Expect("]", "values are separated by commas");
  }

  Result<void> ReadValue(bool ordered) {
    const Token start = reader_.Peek();
    if (start.Is("$") && !ordered) return ReadVariableValues();
    ASSIGN_OR_RETURN(auto value, ReadOperand(reader_, scope_));
    const bool is_null = value.kind == Compared::nothing;
    has_null_ = has_null_ || is_null;
    RETURN_IF_ERROR(Join(start, value.kind));
    read_.condition.operands.push_back(std::move(value.operand));
    return {};
  }

  Result<void> ReadVariableValues() {
    const Token start = reader_.Peek();
    ASSIGN_OR_RETURN(Variable variable, ReadVariable(reader_, scope_));
    if (variable.is_list && IsEquality(read_.condition.comparison))
      return ErrorAt(start, "this variable is a list: use in $name to compare with each of its values");
    RETURN_IF_ERROR(Join(start, Compared::texts));
    for (Operand& value : variable.values) read_.condition.operands.push_back(std::move(value));
    return {};
  }

  // Adds a value of `kind`.
  Result<void> Join(const Token& start, Compared kind) {
    if (read_.kind == Compared::nothing) read_.kind = kind;
    if (kind != Compared::nothing && read_.kind != kind)
      return ErrorAt(start, fmt::format("{} and {} cannot be compared in one list", Describe(read_.kind),
                                        Describe(kind)));
    if (has_null_ && (read_.kind == Compared::durations || read_.kind == Compared::sizes))
      return ErrorAt(start, fmt::format("NULL is not allowed in {}", Describe(read_.kind)));
    return {};
  }

  TokenReader& reader_;
  ParseScope& scope_;
  ReadComparison read_;
  bool has_null_ = false;
};

}  // namespace

bool StartsCondition(const Token& token) {
  if (token.Is("not") || token.Is("!")) return true;
  for (const auto& [text, comparison] : kComparisons) {
    if (token.Is(text)) return true;
  }
  return false;
}

Result<ReadComparison> ReadCondition(TokenReader& reader, ParseScope& scope) {
  return ConditionReader(reader, scope).Read();
}

}  // namespace fxlake::quality
