// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/jsonata/integer_picture.h"
#include "fxlake/jsonata/problem.h"

namespace fxlake::jsonata {

// A picture by which XPath's format-dateTime writes a time: "[Y0001]-[M01]-[D01] at [h]:[m01][P]".
class DatePicture {
 public:
  // D3131 to D3135.
  static std::expected<DatePicture, Problem> Parse(std::string_view picture);
  // Of toISOString.
  static const DatePicture& Iso();

  // `offset` is that of the time zone in minutes.
  std::expected<std::string, Problem> Format(std::int64_t millis, int offset) const;
  // nullopt for a text of another form; parts larger than all that are given come from `now`. D3136 when a
  // part between given ones is missing.
  std::expected<std::optional<std::int64_t>, Problem> Read(std::string_view text, std::int64_t now) const;

 private:
  enum class Names { none, lower, upper, title };
  struct Part {
    char component = '\0';  // or a text:
    std::string text = {};
    std::string presentation = {};
    char modifier = '\0';
    Names names = Names::none;
    std::optional<std::size_t> least, most;  // width
    std::size_t digits = 0;                  // of a year that is cut off; 0: is not
    std::optional<IntegerPicture> integer = {};
  };

  std::expected<void, Problem> AddMarker(std::string marker);
  static std::expected<std::string, Problem> FormatPart(const Part& part, std::int64_t millis, int offset);
  static std::expected<std::string, Problem> FormatZone(const Part& part, int offset);
  static std::expected<std::string, Problem> PatternOf(const Part& part);
  static std::optional<double> ReadPart(const Part& part, std::string_view text);

  std::vector<Part> parts_;
};

// The component of a time that a picture names by `letter`: numbers of year, month, week, ...
double DateComponent(char letter, std::int64_t millis);
// Milliseconds of the beginning of a day; months and days may be past their ends.
std::int64_t MillisOfDay(std::int64_t year, std::int64_t month, std::int64_t day);
std::string_view NameOfMonth(int month);  // from 1
std::string_view NameOfDay(int day);      // 1 is Monday

}  // namespace fxlake::jsonata
