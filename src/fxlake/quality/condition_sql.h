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

// A comparison of numbers as SQL: `(x > 1 AND x < 2)`. The condition holds numbers and NULL, which has no
// order: invalid_input.
Result<std::string> NumberPredicate(std::string_view number, const Condition& condition);

// What a row must fulfil so that its value of `column` is as the condition says. NULL fulfils only != and not
// in, as in Glue, unless NULL is named. invalid_input when values of the column's type cannot be compared so.
Result<std::string> ValuePredicate(const query::Column& column, const Condition& condition,
                                   query::Dialect dialect, std::optional<Instant> now);

// The same of the age of a DATE or TIMESTAMP: now less its value.
Result<std::string> AgePredicate(const query::Column& column, const Condition& condition,
                                 std::optional<Instant> now);

// Whether a value is NULL or can be read as one of the types that the condition names (=, in), or as none of
// them (!=, not in): Boolean, Date, Timestamp, Integer, Long, Float, Double, Decimal, String; case ignored.
// invalid_input for another name.
Result<std::string> CastPredicate(const query::Column& column, const Condition& condition,
                                  query::Dialect dialect);

}  // namespace fxlake::quality
