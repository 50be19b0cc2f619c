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

// An exact fraction of whole numbers of any size, for amounts and for what lies between two roundings:
// amounts outgrow Decimal, and a quotient of two rates has no last digit. An immutable value, so copies are
// cheap and threads may share one. There is no way from or to a double.
class Rational {
 public:
  static constexpr int kMaxDigits = 60;

  Rational();  // zero
  Rational(const Rational&) =
      default;  // also where others would move: what was moved from would be no number
  Rational& operator=(const Rational&) = default;
  template <std::signed_integral Whole>
  explicit Rational(Whole whole) : Rational(FromWhole(whole)) {}
  static Rational FromDecimal(Decimal decimal);
  // [+-]digits[.digits][e[+-]digits], a point at either end allowed; kMaxDigits on either side of the point
  // once the exponent is worked in. invalid_input when it is no number or longer.
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

  // To `fraction` fractional digits (0 to kMaxDigits).
  Rational Round(int fraction, Rounding rounding) const;
  // To `figures` significant figures (1 to kMaxDigits).
  Rational RoundToFigures(int figures, Rounding rounding) const;
  // To the ten digits of a Decimal; invalid_input when it does not fit.
  Result<Decimal> ToDecimal(Rounding rounding) const;

  // The shortest exact text, with at least `fraction` fractional digits: 0.5, 516456.90; "1/3" where decimals
  // have no end.
  std::string ToString(int fraction = 0) const;

 private:
  struct Value;
  static Rational FromWhole(std::int64_t whole);
  explicit Rational(Value value);
  std::shared_ptr<const Value> value_;
};

}  // namespace fxlake
