// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/rational.h"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <charconv>

#include "fxlake/base/excerpt.h"

namespace fxlake {
namespace {

namespace mp = boost::multiprecision;
// Without expression templates, so that a variable declared with auto never refers to a temporary.
using Integer = mp::number<mp::cpp_int_backend<>, mp::et_off>;
using Fraction = mp::number<mp::rational_adaptor<mp::cpp_int_backend<>>, mp::et_off>;

Integer PowerOfTen(int exponent) { return mp::pow(Integer(10), static_cast<unsigned>(exponent)); }

// top / bottom, both without sign, rounded to an integer.
Integer DivideRounded(const Integer& top, const Integer& bottom, bool negative, Rounding rounding) {
  Integer quotient, rest;
  divide_qr(top, bottom, quotient, rest);
  const int tie = (rest * 2).compare(bottom);
  if (RoundsAway(rounding, negative, bit_test(quotient, 0), rest == 0, tie)) ++quotient;
  return negative ? -quotient : quotient;
}

// value / 10^-fraction, rounded to an integer; fraction may be negative.
Integer CountPlaces(const Fraction& value, int fraction, Rounding rounding) {
  const Integer top = abs(numerator(value));
  const bool negative = value.sign() < 0;
  if (fraction >= 0) return DivideRounded(top * PowerOfTen(fraction), denominator(value), negative, rounding);
  return DivideRounded(top, denominator(value) * PowerOfTen(-fraction), negative, rounding);
}

Fraction RoundToPlace(const Fraction& value, int fraction, Rounding rounding) {
  const Integer count = CountPlaces(value, fraction, rounding);
  return fraction >= 0 ? Fraction(count, PowerOfTen(fraction)) : Fraction(count * PowerOfTen(-fraction));
}

int CountDigits(const Integer& positive) { return static_cast<int>(positive.str().size()); }

// The number of digits before the point of a non-zero value; 0 for 0.5, -1 for 0.05.
int Magnitude(const Fraction& value) {
  const Integer top = abs(numerator(value)), bottom = denominator(value);
  const int guess = CountDigits(top) - CountDigits(bottom);  // or one more
  const bool more = guess >= 0 ? top >= bottom * PowerOfTen(guess) : top * PowerOfTen(-guess) >= bottom;
  return guess + (more ? 1 : 0);
}

int RemoveFactor(Integer& number, int factor) {
  int count = 0;
  for (; number % factor == 0; ++count) number /= factor;
  return count;
}

struct Digits {
  std::string text;  // without the point
  int point = 0;     // number of digits before the point
};

bool ReadDigits(std::string_view text, Digits& digits) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto whole = std::find_if_not(text.begin(), text.end(), is_digit);
  digits.text.assign(text.begin(), whole);
  digits.point = static_cast<int>(digits.text.size());
  if (whole == text.end()) return !digits.text.empty();
  if (*whole != '.' || !std::all_of(whole + 1, text.end(), is_digit)) return false;
  digits.text.append(whole + 1, text.end());
  return !digits.text.empty();
}

bool ReadExponent(std::string_view text, int& exponent) {
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  if (text.size() > 6) return false;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), exponent);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

struct Rational::Value {
  Fraction fraction;
};

Rational::Rational(Value value) : value_(std::make_shared<const Value>(std::move(value))) {}
Rational::Rational() : Rational(Value{Fraction(0)}) {}
Rational Rational::FromWhole(std::int64_t whole) { return Rational(Value{Fraction(whole)}); }

Rational Rational::FromDecimal(Decimal decimal) {
  return Rational(Value{Fraction(Integer(decimal.units()), Integer(Decimal::kOne))});
}

Result<Rational> Rational::Parse(std::string_view text) {
  const auto wrong = [&](std::string_view fact) {
    return InvalidInput(std::string(fact) + ": \"" + std::string(Excerpt(text, 80)) + "\"");
  };
  std::string_view rest = text;
  const bool negative = rest.starts_with('-');
  if (negative || rest.starts_with('+')) rest.remove_prefix(1);
  const auto e = rest.find_first_of("eE");
  if (rest.size() > std::size_t{4} * kMaxDigits) return wrong("the number has too many digits");
  Digits digits;
  int exponent = 0;
  const bool shaped = ReadDigits(rest.substr(0, e), digits) &&
                      (e == std::string_view::npos || ReadExponent(rest.substr(e + 1), exponent));
  if (!shaped) return wrong("not a decimal number");
  const auto first = digits.text.find_first_not_of('0');
  if (first == std::string::npos) return Rational();
  const auto last = digits.text.find_last_not_of('0');
  const int point = digits.point + exponent;
  if (point - static_cast<int>(first) > kMaxDigits || static_cast<int>(last) + 1 - point > kMaxDigits) {
    return wrong("the number has too many digits");
  }
  // From the first non-zero digit: boost would read a leading zero as an octal prefix.
  const Integer significant(digits.text.substr(first, last + 1 - first));
  const int places = static_cast<int>(last) + 1 - point;
  const Fraction value =
      places >= 0 ? Fraction(significant, PowerOfTen(places)) : Fraction(significant * PowerOfTen(-places));
  return Rational(Value{negative ? -value : value});
}

Rational operator+(const Rational& a, const Rational& b) {
  return Rational(Rational::Value{a.value_->fraction + b.value_->fraction});
}
Rational operator-(const Rational& a, const Rational& b) {
  return Rational(Rational::Value{a.value_->fraction - b.value_->fraction});
}
Rational operator*(const Rational& a, const Rational& b) {
  return Rational(Rational::Value{a.value_->fraction * b.value_->fraction});
}
Rational Rational::operator-() const { return Rational(Value{-value_->fraction}); }

Result<Rational> Rational::Divide(const Rational& a, const Rational& b) {
  if (b.sign() == 0) return InvalidInput("division by zero");
  return Rational(Value{a.value_->fraction / b.value_->fraction});
}

int Rational::sign() const { return value_->fraction.sign(); }

bool operator==(const Rational& a, const Rational& b) { return a.value_->fraction == b.value_->fraction; }

std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
  return a.value_->fraction.compare(b.value_->fraction) <=> 0;
}

Rational Rational::Round(int fraction, Rounding rounding) const {
  return Rational(Value{RoundToPlace(value_->fraction, fraction, rounding)});
}

Rational Rational::RoundToFigures(int figures, Rounding rounding) const {
  if (sign() == 0) return *this;
  return Rational(Value{RoundToPlace(value_->fraction, figures - Magnitude(value_->fraction), rounding)});
}

Result<Decimal> Rational::ToDecimal(Rounding rounding) const {
  const Integer units = CountPlaces(value_->fraction, Decimal::kScale, rounding);
  if (abs(units) > Decimal::kMaxUnits)
    return InvalidInput("the number does not fit DECIMAL(18,10): " + ToString());
  return Decimal::FromUnits(static_cast<std::int64_t>(units));
}

std::string Rational::ToString(int fraction) const {
  Integer rest = denominator(value_->fraction);
  const int places = std::max(RemoveFactor(rest, 2), RemoveFactor(rest, 5));
  if (rest != 1) return value_->fraction.str();
  const int formatted = std::max(places, fraction);
  auto text = CountPlaces(abs(value_->fraction), formatted, Rounding::toward_zero).str();
  const auto least = static_cast<std::size_t>(formatted) + 1;
  if (text.size() < least) text.insert(0, least - text.size(), '0');
  if (formatted > 0) text.insert(text.size() - static_cast<std::size_t>(formatted), ".");
  return (sign() < 0 ? "-" : "") + text;
}

}  // namespace fxlake
