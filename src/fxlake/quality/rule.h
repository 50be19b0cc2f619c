// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "fxlake/base/date.h"

namespace fxlake::quality {

// The value that a rule compares with.
struct NumberOperand {
  std::string text;  // [-]digits[.digits], or arithmetic fully parenthesized: ((1 + 2) * 3)
  std::string sql;
  double value = 0;  // approximate, for comparisons
};
struct TextOperand {
  std::string text;
};
struct DateOperand {
  Date date;  // written "2026-04-14"
};
struct TimeOperand {
  int minute = 0;  // of the day: written "14:30" or "2:30 PM"
};
struct NowOperand {
  std::int64_t shift_minutes = 0;  // (now() - 3 hours) is -180
};
struct DurationOperand {
  std::int64_t minutes = 0;
};
struct SizeOperand {
  std::string text;  // 3 MB
};
enum class Keyword { null, empty, whitespaces_only };
using Operand = std::variant<NumberOperand, TextOperand, DateOperand, TimeOperand, NowOperand,
                             DurationOperand, SizeOperand, Keyword>;

enum class Comparison {
  equal,
  not_equal,
  greater,
  greater_equal,
  less,
  less_equal,
  between,
  not_between,
  in,
  not_in,
  matches,
  not_matches
};

// `> 0`, `between 1 and 2` (both ends excluded, as in Glue), `in ["a", NULL]`.
struct Condition {
  Comparison comparison = Comparison::equal;
  std::vector<Operand> operands;
};

struct RuleType;

// One rule: a rule type with parameters, or a combination of rules.
struct Rule {
  std::string text;  // as written, on one line, without comments
  int line = 0;

  enum class Join { none, all, any };
  Join join = Join::none;
  std::vector<Rule> parts;  // of a combined rule; the other fields belong to single rules

  const RuleType* type = nullptr;
  std::vector<std::string> parameters;
  std::optional<Condition> condition;
  std::optional<Condition>
      // `with threshold`: of the share of passing rows; for CustomSql of their number; numbers only
      threshold;
  std::string where;  // SQL; empty: all rows
};

using Ruleset = std::vector<Rule>;

// A time of day: `14:30`.
std::string ToText(const TimeOperand& time);
// A condition as shown in a report: `> 0.95`.
std::string ToText(const Condition& condition);

}  // namespace fxlake::quality
