// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/base/date.h"

namespace fxlake::sources {

// Dates as banks write them, described as strptime does (POSIX): %Y %y %m %d %b %B (English month names, short or long) %H %M %S, %% and
// text as it stands; a blank stands for any run of blanks. %y is 2000 to 2068 or 1969 to 1999. %m and %d take one digit or two.
// %* is whatever follows. Three patterns stand for numbers: "excel" (days of a workbook, 1900 system), "epoch" and "epoch ms" (since 1970,
// UTC).
class DatePattern {
 public:
  static Result<DatePattern> Make(std::string pattern);
  // invalid_input when `text` is not wholly of the pattern, or is no day.
  Result<Date> Read(std::string_view text) const;
  std::string Write(Date date) const;
  const std::string& text() const { return pattern_; }

 private:
  enum class Number { none, excel, seconds, milliseconds };
  DatePattern(std::string pattern, Number number) : pattern_(std::move(pattern)), number_(number) {}
  Result<Date> ReadNumber(std::string_view text) const;
  std::string pattern_;
  Number number_ = Number::none;
};

}  // namespace fxlake::sources
