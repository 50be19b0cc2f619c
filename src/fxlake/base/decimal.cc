// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/decimal.h"

#include <limits>

#include "fxlake/base/excerpt.h"
#include "fxlake/base/short_decimal.h"
#include "fxlake/base/text.h"

namespace fxlake {
namespace {

using Int128 = __int128;
using UInt128 = unsigned __int128;

constexpr std::int64_t kPowers[] = {1,
                                    10,
                                    100,
                                    1'000,
                                    10'000,
                                    100'000,
                                    1'000'000,
                                    10'000'000,
                                    100'000'000,
                                    1'000'000'000,
                                    10'000'000'000,
                                    100'000'000'000,
                                    1'000'000'000'000,
                                    10'000'000'000'000,
                                    100'000'000'000'000,
                                    1'000'000'000'000'000,
                                    10'000'000'000'000'000,
                                    100'000'000'000'000'000,
                                    1'000'000'000'000'000'000};

Result<Decimal> Fit(Int128 units) {
  if (units > Decimal::kMaxUnits || units < -Decimal::kMaxUnits)
    return InvalidInput("the number does not fit DECIMAL(18,10)");
  return Decimal::FromUnits(static_cast<std::int64_t>(units));
}

Result<Decimal> DivideUnits(Int128 numerator, Int128 divisor, Rounding rounding) {
  if (divisor == 0) return InvalidInput("division by zero");
  const bool negative = (numerator < 0) != (divisor < 0);
  const UInt128 top = numerator < 0 ? -static_cast<UInt128>(numerator) : static_cast<UInt128>(numerator);
  const UInt128 bottom = divisor < 0 ? -static_cast<UInt128>(divisor) : static_cast<UInt128>(divisor);
  UInt128 quotient = top / bottom;
  const UInt128 rest = top % bottom;
  const UInt128 other = bottom - rest;
  const int tie = rest < other ? -1 : rest == other ? 0 : 1;
  if (RoundsAway(rounding, negative, quotient % 2 == 1, rest == 0, tie)) ++quotient;
  if (quotient > static_cast<UInt128>(Decimal::kMaxUnits))
    return InvalidInput("the number does not fit DECIMAL(18,10)");
  return Fit(negative ? -static_cast<Int128>(quotient) : static_cast<Int128>(quotient));
}

Error NotANumber(std::string_view text) {
  return InvalidInput("not a decimal number: \"" + std::string(Excerpt(text, 40)) + "\"");
}

Error TooLarge(std::string_view text) {
  return InvalidInput("the number does not fit DECIMAL(18,10): \"" + std::string(Excerpt(text, 40)) + "\"");
}

// The digits and the exponent of a number's text, before rounding.
struct Scanned {
  bool negative = false;
  std::string_view digits;    // with at most one point
  std::int64_t exponent = 0;  // of the exponent part, clamped far beyond what can fit
};

bool ScanExponent(std::string_view text, std::int64_t& exponent) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty()) return false;
  for (const char c : text) {
    if (!IsDigit(c)) return false;
    if (exponent < 1'000'000'000) exponent = exponent * 10 + (c - '0');
  }
  if (negative) exponent = -exponent;
  return true;
}

bool Scan(std::string_view text, Scanned& scanned) {
  scanned.negative = text.starts_with('-');
  if (scanned.negative || text.starts_with('+')) text.remove_prefix(1);
  std::size_t length = 0, points = 0;
  while (length < text.size() && (IsDigit(text[length]) || text[length] == '.'))
    points += text[length++] == '.' ? 1 : 0;
  scanned.digits = text.substr(0, length);
  if (points > 1 || length == points) return false;
  if (length == text.size()) return true;
  return (text[length] == 'e' || text[length] == 'E') &&
         ScanExponent(text.substr(length + 1), scanned.exponent);
}

}  // namespace

Result<Decimal::Parsed> Decimal::Read(std::string_view text) {
  if (const auto number = ReadShortDecimal(text)) return Parsed{*number, false};
  Scanned scanned;
  if (!Scan(text, scanned)) return NotANumber(text);
  const auto point = scanned.digits.find('.');
  const auto whole =
      static_cast<std::int64_t>(point == std::string_view::npos ? scanned.digits.size() : point);
  // Digit i (without the point) has the place value 10^(whole - 1 - i + exponent); places from 10^-10 are
  // kept.
  const std::int64_t kept = whole + scanned.exponent + kScale;
  std::int64_t units = 0, index = 0, first_dropped = 0;
  bool more_dropped = false;
  for (const char c : scanned.digits) {
    if (c == '.') continue;
    const int digit = c - '0';
    if (index < kept) {
      if (units > kMaxUnits / 10) return TooLarge(text);
      units = units * 10 + digit;
    } else if (index == kept) {
      first_dropped = digit;
    } else {
      more_dropped = more_dropped || digit != 0;
    }
    ++index;
  }
  for (; index < kept && units != 0; ++index) {
    if (units > kMaxUnits / 10) return TooLarge(text);
    units *= 10;
  }
  const bool exact = first_dropped == 0 && !more_dropped;
  const int tie = first_dropped != 5 ? (first_dropped < 5 ? -1 : 1) : more_dropped ? 1 : 0;
  if (RoundsAway(Rounding::half_even, scanned.negative, units % 2 == 1, exact, tie)) ++units;
  if (units > kMaxUnits) return TooLarge(text);
  return Parsed{Decimal(scanned.negative ? -units : units), !exact};
}

Result<Decimal> Decimal::Parse(std::string_view text) {
  ASSIGN_OR_RETURN(const Parsed parsed, Read(text));
  return parsed.value;
}

std::string Decimal::ToString() const { return ToString(0); }

std::string Decimal::ToString(int fraction) const {
  const auto magnitude = static_cast<std::uint64_t>(units_ < 0 ? -units_ : units_);
  auto text = std::to_string(magnitude);
  if (text.size() <= kScale) text.insert(0, kScale + 1 - text.size(), '0');
  const auto whole = text.size() - kScale;
  auto length = kScale;
  while (length > fraction && text[whole + static_cast<std::size_t>(length) - 1] == '0') --length;
  const auto sign = units_ < 0 ? "-" : "";
  if (length == 0) return sign + text.substr(0, whole);
  return sign + text.substr(0, whole) + "." + text.substr(whole, static_cast<std::size_t>(length));
}

Result<Decimal> Decimal::Add(Decimal a, Decimal b) { return Fit(static_cast<Int128>(a.units_) + b.units_); }
Result<Decimal> Decimal::Subtract(Decimal a, Decimal b) {
  return Fit(static_cast<Int128>(a.units_) - b.units_);
}

Result<Decimal> Decimal::Multiply(Decimal a, Decimal b, Rounding rounding) {
  return DivideUnits(static_cast<Int128>(a.units_) * b.units_, kOne, rounding);
}

Result<Decimal> Decimal::Divide(Decimal a, Decimal b, Rounding rounding) {
  return DivideUnits(static_cast<Int128>(a.units_) * kOne, b.units_, rounding);
}

Result<Decimal> Decimal::MultiplyDivide(Decimal a, Decimal b, Decimal c, Rounding rounding) {
  return DivideUnits(static_cast<Int128>(a.units_) * b.units_, c.units_, rounding);
}

Result<Decimal> Decimal::Round(int fraction, Rounding rounding) const {
  if (fraction < 0 || fraction > kScale)
    return InvalidInput("a decimal can be rounded to 0 to 10 fractional digits");
  const std::int64_t step = kPowers[kScale - fraction];
  ASSIGN_OR_RETURN(const Decimal steps, DivideUnits(units_, step, rounding));
  return Fit(static_cast<Int128>(steps.units_) * step);
}

Result<Decimal> Decimal::RoundToFigures(int figures, Rounding rounding) const {
  if (figures < 1 || figures > 18)
    return InvalidInput("a decimal can be rounded to 1 to 18 significant figures");
  const std::int64_t magnitude = units_ < 0 ? -units_ : units_;
  int digits = 0;
  while (digits < 18 && magnitude >= kPowers[digits]) ++digits;
  if (digits <= figures) return *this;
  const std::int64_t step = kPowers[digits - figures];
  ASSIGN_OR_RETURN(const Decimal steps, DivideUnits(units_, step, rounding));
  return Fit(static_cast<Int128>(steps.units_) * step);
}

}  // namespace fxlake
