// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "fxlake/base/result.h"
#include "fxlake/quality/rule.h"
#include "fxlake/query/dialect.h"
#include "fxlake/query/engine.h"

namespace fxlake::quality {

// A numeric comparison as SQL: `(x > 1 AND x < 2)`. invalid_input when the condition contains NULL, which has
// no order.
Result<std::string> NumberPredicate(std::string_view number, const Condition& condition);

// SQL predicate that a row satisfies when its value of `column` meets the condition. As in Glue, NULL
// satisfies only != and not in, unless the condition names NULL. invalid_input when the column's type does
// not support the comparison.
Result<std::string> ValuePredicate(const query::Column& column, const Condition& condition,
                                   query::Dialect dialect, std::optional<Instant> now);

// As above for the age of a DATE or TIMESTAMP: now minus its value.
Result<std::string> AgePredicate(const query::Column& column, const Condition& condition,
                                 std::optional<Instant> now);

// Whether a value is NULL or can be cast to one of the types that the condition names (=, in), or to none of
// them (!=, not in): Boolean, Date, Timestamp, Integer, Long, Float, Double, Decimal, String;
// case-insensitive. invalid_input for another name.
Result<std::string> CastPredicate(const query::Column& column, const Condition& condition,
                                  query::Dialect dialect);

}  // namespace fxlake::quality
