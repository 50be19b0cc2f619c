// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "fxlake/base/date.h"
#include "fxlake/sources/language/month_names.h"

namespace fxlake::sources {

// Dates as banks write them, described as strptime does (POSIX): %Y %y %m %d %e %b %B (month names, short or
// long) %a %A (any word) %H %I %M %S %f %p, %% and text as it stands; a blank stands for any run of blanks.
// %y is 2000 to 2068 or 1969 to 1999. %m and %d take one digit or two, %d an ending too (1st, 2nd, 1er, 1º).
// %-d and %-m write one digit where one is enough. %* is whatever follows. %< and %> stand for nothing and
// mean the first and the last day of the month. Four patterns stand for numbers: "excel" (days of a workbook,
// 1900 system), "excel 1904", "epoch" and "epoch ms" (since 1970, UTC). With an offset, times are UTC and the
// day is that of clocks so many minutes ahead.
class DatePattern {
 public:
  static Result<DatePattern> Make(std::string pattern,
                                  std::shared_ptr<const MonthNames> months = nullptr,  // English without
                                  int utc_offset_minutes = 0);
  // A pattern that need not have every part of a date; behind "|" it may name the language of its months
  // (%B|fr), which are written small.
  static Result<DatePattern> ForWriting(std::string pattern);
  // invalid_input when `text` is not wholly of the pattern, or is no day.
  Result<Date> Read(std::string_view text) const;
  // The same of a pattern for writing: a month or a day that it lacks is the first.
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
