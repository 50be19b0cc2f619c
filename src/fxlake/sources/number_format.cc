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

// The length of the blank at the front, one of UTF-8's that stand between digits too; 0 when there is none.
std::size_t BlankLength(std::string_view text) {
  if (text.front() == ' ') return 1;
  if (text.starts_with("\xC2\xA0")) return 2;
  return text.starts_with("\xE2\x80\xAF") || text.starts_with("\xE2\x80\x89") ? 3 : 0;
}

Result<Decimal::Parsed> ReadPlain(std::string_view text, int significant_digits) {
  if (significant_digits == 0) return Decimal::Read(text);
  ASSIGN_OR_RETURN(const auto exact, Rational::Parse(text));
  return Decimal::Read(exact.RoundToFigures(significant_digits, Rounding::half_even).ToString());
}

}  // namespace

Result<Decimal::Parsed> NumberFormat::Read(std::string_view text) const {
  if (decimal_point == '.' && thousands.empty()) return ReadPlain(text, significant_digits);
  const bool any = decimal_point == '\0';
  const char point = any ? PointOf(text) : decimal_point;
  const bool blanks = any || thousands.contains(' ');
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (const auto blank = blanks && i > 0 ? BlankLength(text.substr(i)) : 0; blank > 0) {
      i += blank - 1;
      continue;
    }
    if (thousands.contains(c) || (any && c == '\'')) continue;
    if (any && c != point && (c == '.' || c == ',')) continue;
    if (c == '.' && point != '.') return InvalidInput(fmt::format("a point where \"{}\" parts decimals: \"{}\"", point, text));
    plain += c == point ? '.' : c;
  }
  return ReadPlain(plain, significant_digits);
}

}  // namespace fxlake::sources
