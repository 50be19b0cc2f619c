// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "fxlake/base/decimal.h"
#include "fxlake/base/result.h"
#include "fxlake/base/rounding.h"

namespace fxlake {

// An exact fraction of arbitrary-precision integers, for amounts and intermediate results: amounts exceed
// Decimal's range, and a quotient of two rates has no finite decimal form. Immutable, cheap to copy,
// thread-safe. There is no conversion from or to double.
class Rational {
 public:
  static constexpr int kMaxDigits = 60;

  Rational();  // zero
  // moves copy, so that a moved-from value remains a valid number
  Rational(const Rational&) = default;
  Rational& operator=(const Rational&) = default;
  template <std::signed_integral Whole>
  explicit Rational(Whole whole) : Rational(FromWhole(whole)) {}
  static Rational FromDecimal(Decimal decimal);
  // Parses [+-]digits[.digits][e[+-]digits]; the point may be first or last. At most kMaxDigits on either
  // side of the point after the exponent is applied. invalid_input when the text is not a number or is
  // longer.
  static Result<Rational> Parse(std::string_view text);

  friend Rational operator+(const Rational& a, const Rational& b);
  friend Rational operator-(const Rational& a, const Rational& b);
  friend Rational operator*(const Rational& a, const Rational& b);
  Rational operator-() const;
  // invalid_input when `b` is zero.
  static Result<Rational> Divide(const Rational& a, const Rational& b);

  int sign() const;  // -1, 0 or 1
  friend bool operator==(const Rational& a, const Rational& b);
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b);

  // Rounds to `fraction` fractional digits (0 to kMaxDigits).
  Rational Round(int fraction, Rounding rounding) const;
  // Rounds to `figures` significant figures (1 to kMaxDigits).
  Rational RoundToFigures(int figures, Rounding rounding) const;
  // Rounds to the ten fractional digits of Decimal; invalid_input when out of range.
  Result<Decimal> ToDecimal(Rounding rounding) const;

  // The shortest exact text with at least `fraction` fractional digits: 0.5, 516456.90; "1/3" when the
  // decimal expansion is infinite.
  std::string ToString(int fraction = 0) const;

 private:
  struct Value;
  static Rational FromWhole(std::int64_t whole);
  explicit Rational(Value value);
  std::shared_ptr<const Value> value_;
};

}  // namespace fxlake
