// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/read_calendar.h"

#include <gtest/gtest.h>

#include "fxlake/sources/test_bank.h"

namespace fxlake::sources {
namespace {

// The publication days of a period, for a source with this calendar; or the error.
std::string Closed(const std::string& calendar, std::string_view from, std::string_view to) {
  const auto spec =
      TestBank("format = \"csv\"\ndate = \"d\"\nbase = \"b\"\nquote = \"q\"\nrate = \"r\"\n", calendar);
  if (!spec) return spec.error().message();
  std::string days;
  for (auto day = *Date::Parse(from); day <= *Date::Parse(to); ++day) {
    if (!spec->calendar.IsPublicationDay(day)) days += day.ToString().substr(5) + " ";
  }
  return days;
}

TEST(ReadCalendar, ClosesDaysByRules) {
  const auto check = [](const std::string& closed, std::string_view from, std::string_view to,
                        std::string_view expected) {
    EXPECT_EQ(Closed("[calendar]\nlike = \"daily\"\nclosed = [" + closed + "]", from, to), expected)
        << closed;
  };
  check("\"12-25\"", "2026-12-20", "2026-12-31", "12-25 ");
  check("\"2026-12-24\", \"12-26\"", "2026-12-20", "2026-12-31", "12-24 12-26 ");
  check("\"easter-2\", \"Easter + 1\"", "2026-01-01", "2026-12-31", "04-03 04-06 ");
  check("\"orthodox easter-2\", \"orthodox easter\"", "2026-01-01", "2026-12-31", "04-10 04-12 ");
  check("\"orthodox easter+1\"", "2024-01-01", "2024-12-31", "05-06 ");
  check("\"first Monday of May\", \"last Monday of August\"", "2026-01-01", "2026-12-31", "05-04 08-31 ");
  check("\"fourth Thursday of November\"", "2026-01-01", "2026-12-31", "11-26 ");
  check("\"12-26 or next Monday\"", "2026-12-20", "2026-12-31", "12-26 12-28 ");
  check("\"01-01 or next Monday\"", "2026-01-01", "2026-01-10", "01-01 ");
  check("\"06-19 from 2027\"", "2026-06-01", "2026-06-30", "");
  check("\"06-19 or next Monday from 2021 until 2026\"", "2026-06-01", "2026-06-30", "06-19 ");
}

TEST(ReadCalendar, TakesWeekdaysAndAnotherCalendarsRules) {
  const auto check = [](const std::string& calendar, std::string_view expected) {
    EXPECT_EQ(Closed(calendar, "2026-04-01", "2026-04-12"), expected) << calendar;
  };
  check("", "04-04 04-05 04-11 04-12 ");
  check("calendar = \"daily\"", "");
  check("[calendar]\nclosed_weekdays = [\"Friday\", \"Saturday\"]", "04-03 04-04 04-10 04-11 ");
  check("[calendar]\nlike = \"TARGET\"\nclosed = \"2026-04-02\"",
        "04-02 04-03 04-04 04-05 04-06 04-11 04-12 ");
  check("[calendar]\nlike = \"TARGET\"\nopen = [\"2026-04-04\"]", "04-03 04-05 04-06 04-11 04-12 ");
}

TEST(ReadCalendar, SaysWhatIsWrong) {
  const auto check = [](const std::string& calendar, std::string_view expected) {
    const auto said = Closed(calendar, "2026-04-01", "2026-04-12");
    EXPECT_TRUE(said.contains(expected)) << said;
  };
  check("calendar = \"TARGT\"",
        "bank.toml:6:12: calendar: no such calendar: \"TARGT\"; did you mean TARGET?");
  check("[calendar]\nlike = \"weekday\"",
        "calendar.like: no such calendar: \"weekday\"; did you mean weekdays?");
  check("[calendar]\nclosd = []",
        "bank.toml:7:9: calendar.closd: is not a key of this table; did you mean closed?");
  check("[calendar]\nclosed = [\"02-30\"]", "not \"02-30\"");
  check("[calendar]\nclosed = [\"first Mondy of May\"]", "not \"first Mondy of May\"");
  check("[calendar]\nclosed = [\"05-01 since 2000\"]", "not \"05-01 since 2000\"");
  check("[calendar]\nclosed_weekdays = [\"Fryday\"]", "\"Fryday\" is not a weekday");
  check("[calendar]\nopen = [\"04-04\"]", "calendar.open:");
}

}  // namespace
}  // namespace fxlake::sources
