// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "fxlake/base/date.h"
#include "fxlake/sources/language/month_names.h"

namespace fxlake::sources {

// Date formats of sources in the notation of strptime (POSIX): %Y %y %m %d %e %b %B (month names, short or
// long) %a %A (any word) %H %I %M %S %f %p, %% and literal text; a space matches any whitespace. %y is 2000
// to 2068 or 1969 to 1999. %m and %d accept one or two digits, %d also an ordinal suffix (1st, 2nd, 1er, 1º).
// %-d and %-m write no leading zero. %* matches the rest of the text. %< and %> match nothing and mean the
// first and last day of the month. Four patterns denote numbers: "excel" (workbook days, 1900 system), "excel
// 1904", "epoch" and "epoch ms" (since 1970, UTC). With an offset in minutes, times are UTC and the date is
// that of clocks so far ahead.
class DatePattern {
 public:
  static Result<DatePattern> Make(std::string pattern,
                                  std::shared_ptr<const MonthNames> months = nullptr,  // default: English
                                  int utc_offset_minutes = 0);
  // A pattern that may lack parts of a date; after "|" it may name the language of its month names (%B|fr),
  // which are written in lower case.
  static Result<DatePattern> ForWriting(std::string pattern);
  // invalid_input when `text` does not match the whole pattern or is not a date.
  Result<Date> Read(std::string_view text) const;
  // As Read, for a pattern for writing: a missing month or day is the first.
  Result<Date> ReadPart(std::string_view text) const;
  std::string Write(Date date) const;
  const std::string& text() const { return pattern_; }

 private:
  enum class Number { none, excel, excel_1904, seconds, milliseconds };
  DatePattern(std::string pattern, Number number, std::shared_ptr<const MonthNames> months)
      : pattern_(std::move(pattern)), number_(number), months_(std::move(months)) {}
  static Result<DatePattern> Checked(std::string pattern);
  static Number NumberOf(std::string_view pattern);
  Result<Date> ReadWith(std::string_view text, int default_part) const;
  Result<Date> ReadNumber(std::string_view text) const;
  std::string pattern_;
  Number number_ = Number::none;
  std::shared_ptr<const MonthNames> months_;
  bool small_months_ = false;
  int utc_offset_minutes_ = 0;
};

}  // namespace fxlake::sources
