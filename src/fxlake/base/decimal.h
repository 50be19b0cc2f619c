// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "fxlake/base/result.h"
#include "fxlake/base/rounding.h"

namespace fxlake {

// An exact decimal number of ten fractional digits: SQL's DECIMAL(18,10), from -99999999.9999999999 to
// 99999999.9999999999. Made from text or whole units only: there is no way from or to a double.
class Decimal {
 public:
  static constexpr int kScale = 10;
  static constexpr std::int64_t kOne = 10'000'000'000;
  static constexpr std::int64_t kMaxUnits = 999'999'999'999'999'999;

  Decimal() = default;  // zero
  // `units` of 1e-10; at most kMaxUnits on either side of zero.
  static constexpr Decimal FromUnits(std::int64_t units) { return Decimal(units); }

  struct Parsed;
  // [+-]digits[.digits][e[+-]digits], a point at either end allowed. Digits past the tenth are rounded
  // half-even. invalid_input when it is no number or does not fit.
  static Result<Parsed> Read(std::string_view text);
  // The same where a rounding need not be told.
  static Result<Decimal> Parse(std::string_view text);

  std::int64_t units() const { return units_; }
  std::string ToString() const;              // shortest: 1.1684, 366.9, -0.5, 7
  std::string ToString(int fraction) const;  // at least that many fractional digits: 516456.90

  // Each is exact up to its one rounding to ten digits; invalid_input when the result does not fit.
  static Result<Decimal> Add(Decimal a, Decimal b);
  static Result<Decimal> Subtract(Decimal a, Decimal b);
  static Result<Decimal> Multiply(Decimal a, Decimal b, Rounding rounding);
  static Result<Decimal> Divide(Decimal a, Decimal b, Rounding rounding);
  // a * b / c with one rounding.
  static Result<Decimal> MultiplyDivide(Decimal a, Decimal b, Decimal c, Rounding rounding);

  // To `fraction` fractional digits (0 to 10).
  Result<Decimal> Round(int fraction, Rounding rounding) const;
  // To `figures` significant figures (1 to 18), of which those past the tenth fractional digit cannot be
  // kept.
  Result<Decimal> RoundToFigures(int figures, Rounding rounding) const;

  friend constexpr auto operator<=>(Decimal, Decimal) = default;

 private:
  explicit constexpr Decimal(std::int64_t units) : units_(units) {}
  std::int64_t units_ = 0;
};

struct Decimal::Parsed {
  Decimal value;
  bool rounded = false;  // digits other than zero stood after the tenth
};

}  // namespace fxlake
