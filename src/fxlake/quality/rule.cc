// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/rule.h"

#include <fmt/format.h>

namespace fxlake::quality {
namespace {

std::string MinutesToText(std::int64_t minutes) {
  constexpr std::int64_t kHour = 60;
  constexpr std::int64_t kDay = 24 * kHour;
  if (minutes % kDay == 0) return fmt::format("{} days", minutes / kDay);
  return minutes % kHour == 0 ? fmt::format("{} hours", minutes / kHour) : fmt::format("{} minutes", minutes);
}

struct OperandText {
  std::string operator()(const NumberOperand& number) const { return number.text; }
  std::string operator()(const TextOperand& text) const { return fmt::format("\"{}\"", text.text); }
  std::string operator()(const DateOperand& date) const { return date.date.ToString(); }
  std::string operator()(const NowOperand& now) const {
    if (now.shift_minutes == 0) return "now()";
    const bool back = now.shift_minutes < 0;
    return fmt::format("now() {} {}", back ? '-' : '+',
                       MinutesToText(back ? -now.shift_minutes : now.shift_minutes));
  }
  std::string operator()(const DurationOperand& duration) const { return MinutesToText(duration.minutes); }
  std::string operator()(const TimeOperand& time) const { return ToText(time); }
  std::string operator()(const SizeOperand& size) const { return size.text; }
  std::string operator()(Keyword keyword) const {
    switch (keyword) {
      case Keyword::null: return "NULL";
      case Keyword::empty: return "EMPTY";
      case Keyword::whitespaces_only: return "WHITESPACES_ONLY";
    }
    return "";
  }
};

std::string_view Symbol(Comparison comparison) {
  switch (comparison) {
    case Comparison::equal: return "=";
    case Comparison::not_equal: return "!=";
    case Comparison::greater: return ">";
    case Comparison::greater_equal: return ">=";
    case Comparison::less: return "<";
    case Comparison::less_equal: return "<=";
    case Comparison::between: return "between";
    case Comparison::not_between: return "not between";
    case Comparison::in: return "in";
    case Comparison::not_in: return "not in";
    case Comparison::matches: return "matches";
    case Comparison::not_matches: return "not matches";
  }
  return "";
}

}  // namespace

std::string ToText(const TimeOperand& time) {
  return fmt::format("{:02}:{:02}", time.minute / 60, time.minute % 60);
}

std::string ToText(const Condition& condition) {
  const bool list = condition.comparison == Comparison::in || condition.comparison == Comparison::not_in;
  std::string operands;
  for (const Operand& operand : condition.operands) {
    if (!operands.empty()) operands += list ? ", " : " and ";
    operands += std::visit(OperandText(), operand);
  }
  return fmt::format(fmt::runtime(list ? "{} [{}]" : "{} {}"), Symbol(condition.comparison), operands);
}

}  // namespace fxlake::quality
