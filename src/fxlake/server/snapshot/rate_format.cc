// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/snapshot/rate_format.h"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace fxlake::server {
namespace {

using Wide = unsigned __int128;

constexpr std::uint64_t kPowers[] = {1, 10, 100, 1'000, 10'000, 100'000, 1'000'000};
constexpr int kMostDecimals = 6;

// "00", "01" and so on to "99".
constexpr auto kTwoDigits = [] {
  std::array<char, 200> digits = {};
  for (std::size_t i = 0; i < 100; ++i) {
    digits[2 * i] = static_cast<char>('0' + i / 10);
    digits[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return digits;
}();

char* WriteTwo(char* at, std::uint32_t number) {
  std::memcpy(at, &kTwoDigits[std::size_t{2} * number], 2);
  return at + 2;
}

char* WriteWhole(char* at, std::uint64_t whole) {
  if (whole >= 10) return std::to_chars(at, at + 20, whole).ptr;
  *at = static_cast<char>('0' + whole);
  return at + 1;
}

// The point and up to six digits after it without trailing zeros; at least one.
char* WriteSixth(char* at, std::uint32_t fraction) {
  *at++ = '.';
  auto* end = WriteTwo(WriteTwo(WriteTwo(at, fraction / 10'000), fraction / 100 % 100), fraction % 100);
  while (end > at + 1 && end[-1] == '0') --end;
  return end;
}

// As above, with up to ten digits.
char* WriteTenth(char* at, std::uint64_t fraction) {
  *at++ = '.';
  auto* end = at + Decimal::kScale;
  for (auto* digit = end; digit != at; fraction /= 10) *--digit = static_cast<char>('0' + fraction % 10);
  while (end > at + 1 && end[-1] == '0') --end;
  return end;
}

void AppendWide(std::string& out, Wide number) {
  char text[40];
  char* at = text + sizeof text;
  do {
    *--at = static_cast<char>('0' + static_cast<int>(number % 10));
    number /= 10;
  } while (number != 0);
  out.append(at, text + sizeof text);
}

bool Multiply(Wide& product, Wide factor) { return !__builtin_mul_overflow(product, factor, &product); }

// Removes trailing zeros of a non-zero number and returns their count.
int StripZeros(std::uint64_t& number) {
  int stripped = 0;
  while (number % 10'000 == 0) number /= 10'000, stripped += 4;
  if (number % 100 == 0) number /= 100, stripped += 2;
  if (number % 10 == 0) number /= 10, stripped += 1;
  return stripped;
}

// Removes powers of ten first, so that the product of three rates fits.
bool Reduce(const std::array<Decimal, 3>& factors, std::size_t count, Wide& product, int& exponent,
            int sign) {
  for (std::size_t i = 0; i < count; ++i) {
    auto units = static_cast<std::uint64_t>(factors[i].units());
    exponent += sign * ((units == 0 ? 0 : StripZeros(units)) - Decimal::kScale);
    if (!Multiply(product, units)) return false;
  }
  return true;
}

template <typename Number>
int DecimalsFor(Number whole, bool exact, bool above_ten_thousandth) {
  const auto above = [&](std::uint64_t limit) { return whole > limit || (whole == limit && !exact); };
  if (above(5000)) return 0;
  if (above(80)) return 2;
  if (above(20)) return 3;
  if (above(1)) return 4;
  return above_ten_thousandth ? 5 : 6;
}

// False, with nothing appended, when the numbers are too long.
template <typename Number>
bool AppendRoundedFraction(std::string& out, Number top, Number bottom) {
  constexpr auto kMostRest = ~Number{0} / 10'000'000;
  const Number whole = top / bottom, rest = top % bottom;
  if (rest > kMostRest) return false;
  const int decimals = DecimalsFor(whole, rest == 0, whole > 0 || rest * 10'000 > bottom);
  const Number scaled = rest * static_cast<Number>(kPowers[decimals]);
  Number digits = scaled / bottom;
  const Number left = scaled % bottom;
  if (left >= bottom - left) ++digits;
  if (decimals == 0) {
    AppendWide(out, Wide{whole} + digits);
    return true;
  }
  const auto power = static_cast<Number>(kPowers[decimals]);
  const Number carried = digits / power, fraction = digits % power;
  char text[48];
  auto* end = WriteWhole(text, static_cast<std::uint64_t>(whole + carried));
  end = WriteSixth(
      end, static_cast<std::uint32_t>(fraction * static_cast<Number>(kPowers[kMostDecimals - decimals])));
  out.append(text, end);
  return true;
}

}  // namespace

char* WriteStored(char* at, Decimal rate) {
  // Most rates have at most six decimals and a few digits before the point.
  constexpr std::uint64_t kSixth = 10'000, kMillion = 1'000'000;
  const auto units = static_cast<std::uint64_t>(rate.units()), millionths = units / kSixth;
  if (units % kSixth == 0 && millionths <= UINT32_MAX) {
    const auto number = static_cast<std::uint32_t>(millionths);
    return WriteSixth(WriteWhole(at, number / kMillion), static_cast<std::uint32_t>(number % kMillion));
  }
  return WriteTenth(WriteWhole(at, units / Decimal::kOne), units % Decimal::kOne);
}

void AppendStored(std::string& out, Decimal rate) {
  char text[kMostStored];
  out.append(text, WriteStored(text, rate));
}

Quotient Quotient::Times(Decimal factor) const {
  Quotient product = *this;
  product.tops_[product.top_count_++] = factor;
  return product;
}

Quotient Quotient::Over(Decimal divisor) const {
  Quotient quotient = *this;
  quotient.bottoms_[quotient.bottom_count_++] = divisor;
  return quotient;
}

Rational Quotient::ToRational() const {
  Rational value(1);
  for (std::size_t i = 0; i < top_count_; ++i) value = value * Rational::FromDecimal(tops_[i]);
  for (std::size_t i = 0; i < bottom_count_; ++i)
    value = *Rational::Divide(value, Rational::FromDecimal(bottoms_[i]));
  return value;
}

void AppendRounded(std::string& out, const Quotient& value) {
  Wide top = 1, bottom = 1;
  int exponent = 0;
  bool fits = Reduce(value.tops_, value.top_count_, top, exponent, 1) &&
              Reduce(value.bottoms_, value.bottom_count_, bottom, exponent, -1);
  for (; fits && exponent > 0; --exponent) fits = Multiply(top, 10);
  for (; fits && exponent < 0; ++exponent) fits = Multiply(bottom, 10);
  const auto is_short = [](Wide number) { return number <= UINT64_MAX; };
  if (fits && is_short(top) && is_short(bottom) &&
      AppendRoundedFraction(out, static_cast<std::uint64_t>(top), static_cast<std::uint64_t>(bottom)))
    return;
  if (!fits || !AppendRoundedFraction(out, top, bottom)) AppendRounded(out, value.ToRational());
}

void AppendRounded(std::string& out, const Rational& value) {
  static const Rational kWholeAbove(5000), kTwoAbove(80), kThreeAbove(20), kFourAbove(1),
      kFiveAbove = *Rational::Parse("0.0001");
  const int decimals = value > kWholeAbove   ? 0
                       : value > kTwoAbove   ? 2
                       : value > kThreeAbove ? 3
                       : value > kFourAbove  ? 4
                       : value > kFiveAbove  ? 5
                                             : kMostDecimals;
  out += value.Round(decimals, Rounding::half_away).ToString(decimals == 0 ? 0 : 1);
}

std::string FormatFloat(double value) {
  char text[40];
  const std::string_view written(
      text, static_cast<std::size_t>(
                std::to_chars(text, text + sizeof text, value, std::chars_format::scientific).ptr - text));
  const auto e = written.find('e');
  auto exponent = written.substr(e + 1);
  if (exponent.starts_with('+')) exponent.remove_prefix(1);
  int power = 0;
  std::from_chars(exponent.data(), exponent.data() + exponent.size(), power);
  std::string digits;
  for (const char c : written.substr(0, e)) {
    if (c != '.') digits += c;
  }
  if (power < -4 || power > 15) {
    if (digits.size() == 1) digits += '0';
    return digits.insert(1, ".") + std::string(written.substr(e));
  }
  if (power < 0) return "0." + std::string(static_cast<std::size_t>(-power - 1), '0') + digits;
  const auto whole = static_cast<std::size_t>(power) + 1;
  digits.resize(std::max(digits.size(), whole + 1), '0');
  return digits.insert(whole, ".");
}

}  // namespace fxlake::server
