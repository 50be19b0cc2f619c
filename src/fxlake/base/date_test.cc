// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/date.h"

#include <gtest/gtest.h>

#include "fxlake/base/instant.h"

namespace fxlake {
namespace {

TEST(Date, ReadsAndWrites) {
  for (const auto* text :
       {"0001-01-01", "1970-01-01", "1999-01-04", "2000-02-29", "2026-10-30", "9999-12-31"}) {
    const auto date = Date::Parse(text);
    ASSERT_TRUE(date) << text;
    EXPECT_EQ(date->ToString(), text);
  }
  EXPECT_EQ(Date::Parse("1970-01-02")->days(), 1);
  EXPECT_EQ(Date::Parse("2026-11-23")->weekday(), 1);
  EXPECT_EQ(Date::Parse("1969-12-28")->weekday(), 7);
}

TEST(Date, RejectsDaysThatAreNone) {
  for (const auto* text :
       {"", "2026-02-30", "2023-02-29", "2026-13-01", "2026-00-10", "0000-01-01", "2026-1-01", "2026/01/01",
        "20260101", "2026-01-01 ", "abcd-01-01", "+026-01-01"}) {
    EXPECT_FALSE(Date::Parse(text)) << text;
  }
}

TEST(Date, LiteralsAreWhatTheyParseTo) {
  static_assert(Date::Of(1970, 1, 1).days() == 0);
  EXPECT_EQ(Date::Of(1, 1, 1).ToString(), "0001-01-01");
  EXPECT_EQ(Date::Of(1900, 3, 1).ToString(), "1900-03-01");
  EXPECT_EQ(Date::Of(2000, 2, 29).ToString(), "2000-02-29");
  EXPECT_EQ(Date::Of(2024, 12, 31).ToString(), "2024-12-31");
  EXPECT_EQ(Date::Of(9999, 12, 31).ToString(), "9999-12-31");
}

TEST(Date, Easter) {
  EXPECT_EQ(EasterSunday(1999).ToString(), "1999-04-04");
  EXPECT_EQ(EasterSunday(2008).ToString(), "2008-03-23");
  EXPECT_EQ(EasterSunday(2011).ToString(), "2011-04-24");
  EXPECT_EQ(EasterSunday(2026).ToString(), "2026-04-05");
  EXPECT_EQ(EasterSunday(2038).ToString(), "2038-04-25");
}

TEST(Instant, ReadsAndWrites) {
  const auto check = [](std::string_view text, std::string_view expected) {
    const auto instant = Instant::Parse(text);
    ASSERT_TRUE(instant) << text;
    EXPECT_EQ(instant->ToString(), expected);
    EXPECT_EQ(Instant::ParseCompact(instant->ToCompact()), *instant);
  };
  check("2026-04-14T07:30:00Z", "2026-04-14T07:30:00.000000Z");
  check("2026-04-14T09:30:00.25+02:00", "2026-04-14T07:30:00.250000Z");
  check("2026-04-14 23:59:59.999999999-01:00", "2026-04-15T00:59:59.999999Z");
  check("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500000Z");
  for (const auto* text : {"2026-04-14", "2026-04-14T07:30:00", "2026-04-14T24:00:00Z",
                           "2026-04-14T07:60:00Z", "2026-04-14T07:30:00.Z", "2026-02-30T07:30:00Z",
                           "2026-04-14T07:30:00Zx", "2026-04-14T07:30:00+25:00"}) {
    EXPECT_FALSE(Instant::Parse(text)) << text;
  }
}

}  // namespace
}  // namespace fxlake
