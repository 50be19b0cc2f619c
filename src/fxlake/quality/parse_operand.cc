// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/parse_operand.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "fxlake/base/nearest.h"
#include "fxlake/quality/parse_number.h"

namespace fxlake::quality {
namespace {

constexpr std::array<std::pair<std::string_view, Keyword>, 6> kKeywords = {{
    {"NULL", Keyword::null},
    {"null", Keyword::null},
    {"EMPTY", Keyword::empty},
    {"empty", Keyword::empty},
    {"WHITESPACES_ONLY", Keyword::whitespaces_only},
    {"whitespaces_only", Keyword::whitespaces_only},
}};
constexpr std::array<std::pair<std::string_view, int>, 3> kMinutesOf = {
    {{"minutes", 1}, {"hours", 60}, {"days", 24 * 60}}};
constexpr std::array<std::string_view, 5> kSizes = {"B", "KB", "MB", "GB", "TB"};

bool IsWhole(const Token& token) { return token.kind == TokenKind::number && !token.value.contains('.'); }
bool IsDuration(const Token& token) {
  return std::ranges::any_of(kMinutesOf, [&](const auto& unit) { return token.Is(unit.first); });
}
bool IsSize(const Token& token) {
  return std::ranges::any_of(kSizes, [&](std::string_view unit) { return token.Is(unit); });
}

// `3 days` as minutes.
Result<std::int64_t> ReadMinutes(TokenReader& reader) {
  const Token number = reader.Next();
  std::int64_t count = 0;
  if (!IsWhole(number))
    return ErrorAt(number,
                   fmt::format("expected a whole number of days, hours or minutes, found {}", Name(number)));
  const char* end = number.value.data() + number.value.size();
  constexpr std::int64_t kTenThousandYears = 3'652'500;
  if (std::from_chars(number.value.data(), end, count).ec != std::errc() || count > kTenThousandYears)
    return ErrorAt(number, fmt::format("{} is more than ten thousand years of days", number.value));
  for (const auto& [unit, minutes] : kMinutesOf) {
    if (reader.Take(unit)) return count * minutes;
  }
  return reader.Unexpected("days, hours or minutes");
}

// now(), or ( now() - 3 days ).
Result<Operand> ReadNow(TokenReader& reader) {
  if (reader.Take("now()")) return NowOperand{};
  RETURN_IF_ERROR(reader.Expect("(", "a moment has the form (now() - 3 days)"));
  RETURN_IF_ERROR(reader.Expect("now()", "a moment has the form (now() - 3 days)"));
  const bool back = reader.Peek().Is("-");
  if (!reader.Take("-") && !reader.Take("+")) return reader.Unexpected("- or + and a time");
  ASSIGN_OR_RETURN(const std::int64_t minutes, ReadMinutes(reader));
  RETURN_IF_ERROR(reader.Expect(")", "the closing parenthesis is missing"));
  return NowOperand{back ? -minutes : minutes};
}

Result<Operand> ReadTime(const Token& token) {
  const std::string& text = token.value;
  const std::size_t colon = text.find(':');
  const auto number = [&](std::size_t from, std::size_t length) {
    return std::atoi(text.substr(from, length).c_str());
  };
  int hour = number(0, colon);
  const int minute = number(colon + 1, 2);
  const bool of_half_day = text.ends_with('M');
  if (hour > (of_half_day ? 12 : 23) || minute > 59)
    return ErrorAt(token, fmt::format("no such time: \"{}\"", text));
  if (of_half_day) hour = hour % 12 + (text.ends_with("PM") ? 12 : 0);
  return TimeOperand{hour * 60 + minute};
}

}  // namespace

Result<ReadValue> ReadOperand(TokenReader& reader, ParseScope& scope) {
  const Token token = reader.Peek();
  if (token.IsQuoted()) reader.Next();
  if (token.kind == TokenKind::text) return ReadValue{TextOperand{token.value}, Compared::texts};
  if (token.kind == TokenKind::date) {
    const auto date = Date::Parse(token.value);
    if (!date) return ErrorAt(token, fmt::format("no such date: \"{}\"", token.value));
    return ReadValue{DateOperand{*date}, Compared::dates};
  }
  if (token.kind == TokenKind::time) {
    ASSIGN_OR_RETURN(Operand time, ReadTime(token));
    return ReadValue{std::move(time), Compared::dates};
  }
  for (const auto& [word, keyword] : kKeywords) {
    if (reader.Take(word))
      return ReadValue{keyword, keyword == Keyword::null ? Compared::nothing : Compared::texts};
  }
  if (token.Is("now()") || (token.Is("(") && reader.Peek(1).Is("now()"))) {
    ASSIGN_OR_RETURN(Operand moment, ReadNow(reader));
    return ReadValue{std::move(moment), Compared::dates};
  }
  if (IsWhole(token) && IsDuration(reader.Peek(1))) {
    ASSIGN_OR_RETURN(const std::int64_t minutes, ReadMinutes(reader));
    return ReadValue{DurationOperand{minutes}, Compared::durations};
  }
  if (IsWhole(token) && IsSize(reader.Peek(1))) {
    reader.Next();
    return ReadValue{SizeOperand{fmt::format("{} {}", token.value, reader.Next().value)}, Compared::sizes};
  }
  if (token.kind != TokenKind::number && !token.Is("-") && !token.Is("(") &&
      !(token.IsName() && reader.Peek(1).Is("(")))
    return reader.Unexpected("a number, a quoted text, a date, now() or NULL");
  ASSIGN_OR_RETURN(NumberOperand number, ReadNumber(reader, scope));
  return ReadValue{std::move(number), Compared::numbers};
}

Result<Variable> ReadVariable(TokenReader& reader, const ParseScope& scope) {
  RETURN_IF_ERROR(reader.Expect("$", "a variable has the form $name"));
  const Token name = reader.Peek();
  if (!name.IsName()) return reader.Unexpected("the name of a variable");
  reader.Next();
  if (const auto found = scope.variables.find(name.value); found != scope.variables.end())
    return found->second;
  std::vector<std::string_view> names;
  for (const auto& [known, variable] : scope.variables) names.push_back(known);
  const std::string_view meant = Nearest(name.value, names);
  return ErrorAt(name, fmt::format("unknown variable {}{}", name.value,
                                   meant.empty() ? "" : fmt::format("; did you mean {}?", meant)));
}

}  // namespace fxlake::quality
