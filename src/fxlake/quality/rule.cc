// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/rule.h"

#include <fmt/format.h>

namespace fxlake::quality {
namespace {

std::string HoursToText(std::int64_t hours) {
  const bool in_days = hours % 24 == 0;
  const std::int64_t count = in_days ? hours / 24 : hours;
  return fmt::format("{} {}", count, in_days ? "days" : "hours");
}

struct OperandText {
  std::string operator()(const NumberOperand& number) const { return number.text; }
  std::string operator()(const TextOperand& text) const { return fmt::format("\"{}\"", text.text); }
  std::string operator()(const DateOperand& date) const { return date.date.ToString(); }
  std::string operator()(const NowOperand& now) const {
    if (now.shift_hours == 0) return "now()";
    return fmt::format("now() {} {}", now.shift_hours < 0 ? '-' : '+',
                       HoursToText(now.shift_hours < 0 ? -now.shift_hours : now.shift_hours));
  }
  std::string operator()(const DurationOperand& duration) const { return HoursToText(duration.hours); }
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
