// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/number_format.h"

#include <fmt/format.h>

#include <algorithm>

#include "fxlake/base/excerpt.h"
#include "fxlake/base/rational.h"

namespace fxlake::sources {
namespace {

// When both points and commas occur, the last kind is the decimal point, if it occurs once.
char PointOf(std::string_view text) {
  const auto last = text.find_last_of(".,");
  if (last == std::string_view::npos) return '.';
  const char point = text[last];
  if (std::ranges::count(text, point) == 1) return point;
  return point == '.' ? ',' : '.';
}

// The length of the space at the front, including the Unicode spaces used between digits; 0 when there is
// none.
std::size_t BlankLength(std::string_view text) {
  if (text.front() == ' ') return 1;
  if (text.starts_with("\xC2\xA0")) return 2;
  return text.starts_with("\xE2\x80\xAF") || text.starts_with("\xE2\x80\x89") ? 3 : 0;
}

// A thousands separator must precede groups of three digits (two in India, except the last). Otherwise it is
// an unexpected decimal point.
class Groups {
 public:
  void Digit() { ++digits_; }
  void Mark() {
    wrong_ = wrong_ || digits_ == 0 || (marks_ > 0 && digits_ != 3 && digits_ != 2);
    ++marks_;
    digits_ = 0;
  }
  bool RightAtEnd() const { return !wrong_ && (marks_ == 0 || digits_ == 3); }

 private:
  int digits_ = 0, marks_ = 0;
  bool wrong_ = false;
};

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
  Groups groups;
  bool whole = true;  // before the decimal point
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto blank = blanks && i > 0 ? BlankLength(text.substr(i)) : 0;
    const bool mark =
        blank > 0 || thousands.contains(c) || (any && (c == '\'' || ((c == '.' || c == ',') && c != point)));
    if (mark) {
      if (whole) groups.Mark();
      i += blank > 0 ? blank - 1 : 0;
      continue;
    }
    if (c == '.' && point != '.')
      return InvalidInput(fmt::format("found a point where \"{}\" separates decimals: \"{}\"", point, text));
    whole = whole && (c == '+' || c == '-' || (c >= '0' && c <= '9'));
    if (whole && c >= '0') groups.Digit();
    plain += c == point ? '.' : c;
  }
  if (!groups.RightAtEnd())
    return InvalidInput(
        fmt::format("thousands are not in groups of three digits: \"{}\"", Excerpt(text, 40)));
  return ReadPlain(plain, significant_digits);
}

}  // namespace fxlake::sources
