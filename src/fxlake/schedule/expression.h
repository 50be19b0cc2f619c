// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "fxlake/schedule/cron.h"

namespace fxlake::schedule {

// rate(5 minutes): fixed intervals; a day is 24 hours, regardless of time changes.
struct Rate {
  std::int64_t micros = 0;
};

// at(2026-04-14T16:15:00): once. When a time change skips that local time, at the moment of the change.
struct Once {
  WallTime at;
};

using ExpressionValue = std::variant<Cron, Rate, Once>;

// A schedule expression of EventBridge Scheduler: cron(..), rate(..) or at(..).
class Expression {
 public:
  static Result<Expression> Parse(std::string_view text);

  // The first time after `after`. Times of a rate are `anchor` plus multiples of its interval.
  std::optional<Instant> NextAfter(Instant after, const Zone& zone, Instant anchor) const;
  bool is_rate() const { return std::holds_alternative<Rate>(value_); }

 private:
  explicit Expression(ExpressionValue value) : value_(std::move(value)) {}
  ExpressionValue value_;
};

}  // namespace fxlake::schedule
