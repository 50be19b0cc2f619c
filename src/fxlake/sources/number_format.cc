// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/number_format.h"

#include <fmt/format.h>

#include <algorithm>

#include "fxlake/base/rational.h"

namespace fxlake::sources {
namespace {

// Of points and commas the last kind parts decimals, when it stands once.
char PointOf(std::string_view text) {
  const auto last = text.find_last_of(".,");
  if (last == std::string_view::npos) return '.';
  const char point = text[last];
  if (std::ranges::count(text, point) == 1) return point;
  return point == '.' ? ',' : '.';
}

Result<Decimal::Parsed> ReadPlain(std::string_view text, int significant_digits) {
  if (significant_digits == 0) return Decimal::Read(text);
  ASSIGN_OR_RETURN(const auto exact, Rational::Parse(text));
  return Decimal::Read(exact.RoundToFigures(significant_digits, Rounding::half_even).ToString());
}

}  // namespace

Result<Decimal::Parsed> NumberFormat::Read(std::string_view text) const {
  if (decimal_point == '.' && thousands.empty()) return ReadPlain(text, significant_digits);
  const char point = decimal_point == '\0' ? PointOf(text) : decimal_point;
  std::string plain;
  for (const char c : text) {
    if (thousands.find(c) != std::string::npos) continue;
    if (decimal_point == '\0' && c != point && (c == '.' || c == ',')) continue;
    if (c == '.' && point != '.') return InvalidInput(fmt::format("a point where \"{}\" parts decimals: \"{}\"", point, text));
    plain += c == point ? '.' : c;
  }
  return ReadPlain(plain, significant_digits);
}

}  // namespace fxlake::sources
