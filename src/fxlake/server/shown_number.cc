// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/shown_number.h"

#include <algorithm>
#include <charconv>

namespace fxlake::server {
namespace {

using Wide = unsigned __int128;

constexpr Wide kWideMax = ~Wide{0};
constexpr std::uint64_t kPowers[] = {1, 10, 100, 1'000, 10'000, 100'000, 1000000, 10'000'000, 100'000'000, 1'000'000'000, 10'000'000'000};
constexpr int kMostDecimals = 6;

// Writes `count` units of 10^-decimals; decimals is at least 1.
void AppendScaled(std::string& out, std::uint64_t whole, std::uint64_t fraction, int decimals) {
  char text[32];
  auto* end = std::to_chars(text, text + 21, whole).ptr;
  *end++ = '.';
  if (fraction == 0) {
    *end++ = '0';
    out.append(text, end);
    return;
  }
  while (fraction % 10 == 0) fraction /= 10, --decimals;
  auto* last = end + decimals;
  for (auto* at = last; at != end; fraction /= 10) *--at = static_cast<char>('0' + fraction % 10);
  out.append(text, last);
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

struct Fraction {
  Wide top = 1;
  Wide bottom = 1;
};

bool Multiply(Wide& product, Wide factor) { return !__builtin_mul_overflow(product, factor, &product); }

// Powers of ten that stand on both sides are left away first, so that the product of three rates fits.
bool Reduce(const std::array<Decimal, 3>& factors, std::size_t count, Wide& product, int& exponent, int sign) {
  for (std::size_t i = 0; i < count; ++i) {
    auto units = static_cast<std::uint64_t>(factors[i].units());
    int power = -Decimal::kScale;
    while (units != 0 && units % 10 == 0) units /= 10, ++power;
    exponent += sign * power;
    if (!Multiply(product, units)) return false;
  }
  return true;
}

int DecimalsFor(Wide whole, bool exact, bool above_ten_thousandth) {
  const auto above = [&](std::uint64_t limit) { return whole > limit || (whole == limit && !exact); };
  if (above(5000)) return 0;
  if (above(80)) return 2;
  if (above(20)) return 3;
  if (above(1)) return 4;
  return above_ten_thousandth ? 5 : 6;
}

bool AppendRoundedFraction(std::string& out, Fraction value) {
  const Wide whole = value.top / value.bottom, rest = value.top % value.bottom;
  if (rest > kWideMax / 10'000'000) return false;
  const int decimals = DecimalsFor(whole, rest == 0, whole > 0 || rest * 10'000 > value.bottom);
  const Wide scaled = rest * kPowers[decimals];
  Wide digits = scaled / value.bottom;
  const Wide left = scaled % value.bottom;
  if (left >= value.bottom - left) ++digits;
  if (decimals == 0) {
    AppendWide(out, whole + digits);
  } else {
    const auto carried = static_cast<std::uint64_t>(digits / kPowers[decimals]);
    AppendScaled(out, static_cast<std::uint64_t>(whole) + carried, static_cast<std::uint64_t>(digits % kPowers[decimals]), decimals);
  }
  return true;
}

}  // namespace

void AppendStored(std::string& out, Decimal rate) {
  const auto units = static_cast<std::uint64_t>(rate.units());
  AppendScaled(out, units / Decimal::kOne, units % Decimal::kOne, Decimal::kScale);
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
  for (std::size_t i = 0; i < bottom_count_; ++i) value = *Rational::Divide(value, Rational::FromDecimal(bottoms_[i]));
  return value;
}

void AppendRounded(std::string& out, const Quotient& value) {
  Fraction fraction;
  int exponent = 0;
  bool fits = Reduce(value.tops_, value.top_count_, fraction.top, exponent, 1) &&
              Reduce(value.bottoms_, value.bottom_count_, fraction.bottom, exponent, -1);
  for (; fits && exponent > 0; --exponent) fits = Multiply(fraction.top, 10);
  for (; fits && exponent < 0; ++exponent) fits = Multiply(fraction.bottom, 10);
  if (!fits || !AppendRoundedFraction(out, fraction)) AppendRounded(out, value.ToRational());
}

void AppendRounded(std::string& out, const Rational& value) {
  static const Rational kWholeAbove(5000), kTwoAbove(80), kThreeAbove(20), kFourAbove(1), kFiveAbove = *Rational::Parse("0.0001");
  const int decimals = value > kWholeAbove   ? 0
                       : value > kTwoAbove   ? 2
                       : value > kThreeAbove ? 3
                       : value > kFourAbove  ? 4
                       : value > kFiveAbove  ? 5
                                             : kMostDecimals;
  out += value.Round(decimals, Rounding::half_away).ToString(decimals == 0 ? 0 : 1);
}

std::string ShownFloat(double value) {
  char text[40];
  std::string shown(text, std::to_chars(text, text + sizeof text, value).ptr);
  if (shown.find_first_of(".e") == std::string::npos) shown += ".0";
  return shown;
}

}  // namespace fxlake::server
