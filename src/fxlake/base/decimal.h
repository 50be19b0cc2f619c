// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "fxlake/base/result.h"
#include "fxlake/base/rounding.h"

namespace fxlake {

// An exact decimal number with ten fractional digits: SQL's DECIMAL(18,10), from -99999999.9999999999 to
// 99999999.9999999999. Constructed from text or integer units only; there is no conversion from or to double.
class Decimal {
 public:
  static constexpr int kScale = 10;
  static constexpr std::int64_t kOne = 10'000'000'000;
  static constexpr std::int64_t kMaxUnits = 999'999'999'999'999'999;

  Decimal() = default;  // zero
  // `units` of 1e-10; at most kMaxUnits in absolute value.
  static constexpr Decimal FromUnits(std::int64_t units) { return Decimal(units); }

  struct Parsed;
  // Parses [+-]digits[.digits][e[+-]digits]; the point may be first or last. Digits after the tenth are
  // rounded half-even. invalid_input when the text is not a number or is out of range.
  static Result<Parsed> Read(std::string_view text);
  // As Read, without reporting whether the value was rounded.
  static Result<Decimal> Parse(std::string_view text);

  std::int64_t units() const { return units_; }
  std::string ToString() const;              // shortest form: 1.1684, 366.9, -0.5, 7
  std::string ToString(int fraction) const;  // with at least `fraction` fractional digits: 516456.90

  // Each computes exactly and rounds once, to ten fractional digits; invalid_input when the result is out of
  // range.
  static Result<Decimal> Add(Decimal a, Decimal b);
  static Result<Decimal> Subtract(Decimal a, Decimal b);
  static Result<Decimal> Multiply(Decimal a, Decimal b, Rounding rounding);
  static Result<Decimal> Divide(Decimal a, Decimal b, Rounding rounding);
  // a * b / c with a single rounding.
  static Result<Decimal> MultiplyDivide(Decimal a, Decimal b, Decimal c, Rounding rounding);

  // Rounds to `fraction` fractional digits (0 to 10).
  Result<Decimal> Round(int fraction, Rounding rounding) const;
  // Rounds to `figures` significant figures (1 to 18), but never to more than ten fractional digits.
  Result<Decimal> RoundToFigures(int figures, Rounding rounding) const;

  friend constexpr auto operator<=>(Decimal, Decimal) = default;

 private:
  explicit constexpr Decimal(std::int64_t units) : units_(units) {}
  std::int64_t units_ = 0;
};

struct Decimal::Parsed {
  Decimal value;
  bool rounded = false;  // non-zero digits after the tenth were dropped
};

}  // namespace fxlake
