// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/base/result.h"
#include "fxlake/query/engine.h"

namespace fxlake::query {

// A type of Apache Arrow, as far as results have them.
struct ArrowType {
  enum class Kind { boolean, integer, real, decimal, text, date, timestamp };
  Kind kind = Kind::text;
  int bits = 0;              // of integers (8 to 64) and reals (32, 64)
  bool is_signed = true;     // of integers
  int precision = 0;         // of decimals, which have 128 bits: 1 to 38 digits
  int scale = 0;             // of these behind the point
  bool utc = false;          // of timestamps: a point of time, not a reading of a clock
  bool nanoseconds = false;  // of timestamps, which else count microseconds
  friend bool operator==(const ArrowType&, const ArrowType&) = default;
};

// The type of a column, by the name that its engine gives it. Integers of 128 bits become decimals; a DECIMAL
// of no stated size has 38 digits, 18 of them behind the point; lists, structs and intervals are their text.
// invalid_input for a decimal of more than 38 digits.
Result<ArrowType> ArrowTypeOf(const Column& column);

}  // namespace fxlake::query
