// SPDX-License-Identifier: Apache-2.0
#include "fxlake/schedule/expression.h"

#include <gtest/gtest.h>

namespace fxlake::schedule {
namespace {

using Times = std::vector<std::string>;

// The times of an expression after an instant, in UTC, as many as expected, and whether there are more.
void CheckTimes(const std::string& text, const std::string& zone_name, const std::string& after,
                const Times& expected, bool more = true) {
  const auto expression = Expression::Parse(text);
  ASSERT_TRUE(expression) << text << ": " << expression.error().message();
  const auto zone = Zone::Load(zone_name);
  ASSERT_TRUE(zone) << zone_name;
  const auto anchor = *Instant::Parse(after);
  auto at = anchor;
  Times times;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const auto next = expression->NextAfter(at, *zone, anchor);
    if (!next) break;
    at = *next;
    times.push_back(at.ToSeconds());
  }
  EXPECT_EQ(times, expected) << text << " in " << zone_name << " after " << after;
  EXPECT_EQ(expression->NextAfter(at, *zone, anchor).has_value(), more) << text;
}

TEST(Cron, GivesTheTimesOfItsFields) {
  const auto check = [](const std::string& fields, const std::string& after, const Times& expected,
                        bool more = true) {
    CheckTimes("cron(" + fields + ")", "UTC", after, expected, more);
  };
  check("* * * * ? *", "2026-12-31T23:58:30Z", {"2026-12-31T23:59:00Z", "2027-01-01T00:00:00Z"});
  check("0/25 10 * * ? *", "2026-01-01T10:00:00Z",
        {"2026-01-01T10:25:00Z", "2026-01-01T10:50:00Z", "2026-01-02T10:00:00Z"});
  check("*/25 10 * * ? *", "2026-01-01T10:00:00Z",
        {"2026-01-01T10:25:00Z", "2026-01-01T10:50:00Z", "2026-01-02T10:00:00Z"});
  check("10-30/20,55 0 1 JAN ? *", "2026-01-01T00:00:00Z",
        {"2026-01-01T00:10:00Z", "2026-01-01T00:30:00Z", "2026-01-01T00:55:00Z"});
  check("0  9 ?  * mon-FRI  *", "2026-01-02T09:00:00Z", {"2026-01-05T09:00:00Z", "2026-01-06T09:00:00Z"});
  check("0 0 ? * 1,7 *", "2026-01-01T00:00:00Z",
        {"2026-01-03T00:00:00Z", "2026-01-04T00:00:00Z", "2026-01-10T00:00:00Z"});
  check("0 0 ? * L *", "2026-01-01T00:00:00Z", {"2026-01-03T00:00:00Z", "2026-01-10T00:00:00Z"});
  check("0 0 ? 11-12 6L *", "2026-01-01T00:00:00Z",
        {"2026-11-27T00:00:00Z", "2026-12-25T00:00:00Z", "2027-11-26T00:00:00Z"});
  check("0 0 ? * TUE#2 *", "2026-11-11T00:00:00Z", {"2026-12-08T00:00:00Z", "2027-01-12T00:00:00Z"});
  check("0 0 ? * 3#5 *", "2026-11-11T00:00:00Z", {"2026-12-29T00:00:00Z", "2027-03-30T00:00:00Z"});
  check("0 0 L * ? *", "2028-01-31T00:00:00Z", {"2028-02-29T00:00:00Z", "2028-03-31T00:00:00Z"});
  check("0 0 LW * ? *", "2026-05-01T00:00:00Z", {"2026-05-29T00:00:00Z", "2026-06-30T00:00:00Z"});
  check("0 0 15W * ? *", "2026-08-01T00:00:00Z",
        {"2026-08-14T00:00:00Z", "2026-09-15T00:00:00Z", "2026-10-15T00:00:00Z", "2026-11-16T00:00:00Z"});
  check("0 0 1W 8,11 ? *", "2026-07-01T00:00:00Z", {"2026-08-03T00:00:00Z", "2026-11-02T00:00:00Z"});
  check("0 0 31W 4-5 ? *", "2026-04-01T00:00:00Z", {"2026-05-29T00:00:00Z", "2027-05-31T00:00:00Z"});
  check("0 0 1,15,L 2 ? *", "2026-01-01T00:00:00Z",
        {"2026-02-01T00:00:00Z", "2026-02-15T00:00:00Z", "2026-02-28T00:00:00Z"});
  check("0 0 29 FEB ? *", "2026-01-01T00:00:00Z", {"2028-02-29T00:00:00Z", "2032-02-29T00:00:00Z"});
  check("0 10 1 1 ? 2030-2040/5", "2026-01-01T00:00:00Z",
        {"2030-01-01T10:00:00Z", "2035-01-01T10:00:00Z", "2040-01-01T10:00:00Z"}, false);
  check("0/59 */23 1/31 */12 ? *", "2026-01-01T23:00:00Z", {"2026-01-01T23:59:00Z", "2027-01-01T00:00:00Z"});
  check("0 0 30 2 ? *", "2026-01-01T00:00:00Z", {}, false);
  check("0 0 1 1 ? 2025", "2026-01-01T00:00:00Z", {}, false);
}

TEST(Cron, KeepsToClocksThatChange) {
  const std::string daily = "cron(30 2 * * ? *)", weekdays = "cron(15 16 ? * MON-FRI *)";
  CheckTimes(weekdays, "Europe/Berlin", "2026-03-27T15:15:00Z",
             {"2026-03-30T14:15:00Z", "2026-03-31T14:15:00Z"});
  CheckTimes(weekdays, "Europe/Berlin", "2026-10-23T14:00:00Z",
             {"2026-10-23T14:15:00Z", "2026-10-26T15:15:00Z"});
  CheckTimes(daily, "Europe/Berlin", "2026-03-28T01:00:00Z",
             {"2026-03-28T01:30:00Z", "2026-03-30T00:30:00Z"});
  CheckTimes(daily, "Europe/Berlin", "2026-10-24T12:00:00Z",
             {"2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"});
  CheckTimes(daily, "Europe/Berlin", "2026-10-25T01:00:00Z", {"2026-10-26T01:30:00Z"});
  CheckTimes("cron(0/30 1-3 * * ? *)", "Europe/Berlin", "2026-10-24T22:59:00Z",
             {"2026-10-24T23:00:00Z", "2026-10-24T23:30:00Z", "2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z",
              "2026-10-25T02:00:00Z", "2026-10-25T02:30:00Z", "2026-10-26T00:00:00Z"});
  CheckTimes("cron(30 1 * * ? *)", "America/New_York", "2026-10-31T12:00:00Z",
             {"2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z"});
  CheckTimes("cron(15 2 * * ? *)", "Australia/Lord_Howe", "2026-10-02T16:00:00Z", {"2026-10-04T15:15:00Z"});
  CheckTimes("cron(30 0 * * ? *)", "America/Sao_Paulo", "2018-11-03T12:00:00Z", {"2018-11-05T02:30:00Z"});
  CheckTimes("cron(0 8 ? * MON-FRI *)", "Asia/Kathmandu", "2026-01-05T00:00:00Z",
             {"2026-01-05T02:15:00Z", "2026-01-06T02:15:00Z"});
}

TEST(Expression, RatesAreLengthsOfTimeAndOnceIsOnce) {
  CheckTimes("rate(1 day)", "Europe/Berlin", "2026-03-28T15:15:00Z",
             {"2026-03-29T15:15:00Z", "2026-03-30T15:15:00Z"});
  CheckTimes("rate(90 minutes)", "UTC", "2026-03-28T15:15:30Z",
             {"2026-03-28T16:45:30Z", "2026-03-28T18:15:30Z"});
  CheckTimes("rate(2 hours)", "UTC", "2026-03-28T23:00:00Z", {"2026-03-29T01:00:00Z"});
  CheckTimes("at(2026-04-14T16:15:30)", "Europe/Berlin", "2026-04-01T00:00:00Z", {"2026-04-14T14:15:30Z"},
             false);
  CheckTimes("at(2026-03-29T02:30:00)", "Europe/Berlin", "2026-03-01T00:00:00Z", {"2026-03-29T01:00:00Z"},
             false);
  CheckTimes("at(2026-10-25T02:30:00)", "Europe/Berlin", "2026-03-01T00:00:00Z", {"2026-10-25T00:30:00Z"},
             false);
  CheckTimes("at(2026-04-14T16:15:30)", "UTC", "2026-05-01T00:00:00Z", {}, false);
  const auto rate = *Expression::Parse("rate(1 hour)");
  const auto anchor = *Instant::Parse("2026-01-01T00:00:00Z");
  EXPECT_EQ(rate.NextAfter(anchor + (-5), *Zone::Load("UTC"), anchor), anchor)
      << "the first time is where it begins";
}

TEST(Expression, SaysWhatIsWrong) {
  const auto check = [](const std::string& text, const std::string& message) {
    const auto expression = Expression::Parse(text);
    ASSERT_FALSE(expression) << text;
    EXPECT_EQ(expression.error().kind(), ErrorKind::invalid_input);
    EXPECT_TRUE(expression.error().message().ends_with(message))
        << text << ": " << expression.error().message();
  };
  for (const auto* text : {"", "0 0 * * *", "cron(0 0 * * ? *", "Cron(0 0 * * ? *)", "rate", "at()x"})
    check(text, std::string("expected cron(..), rate(..) or at(..), not \"") + text + "\"");
  check("cron(0 0 * * ?)",
        "expected six fields (minutes, hours, day of month, month, day of week, year), not 5");
  check("cron(0 0 * * MON *)", "exactly one of day of month and day of week must be \"?\"");
  check("cron(0 0 ? * ? *)", "exactly one of day of month and day of week must be \"?\"");
  check("cron(60 0 * * ? *)", "reading the field minutes of cron(): expected 0 to 59, not \"60\"");
  check("cron(0 0 * FOO ? *)",
        "reading the field month of cron(): expected 1 to 12 or JAN to DEC, not \"FOO\"");
  check("cron(0 0 ? * 0 *)",
        "reading the field day of week of cron(): expected 1 to 7 or SUN to SAT, not \"0\"");
  check("cron(0 0 ? * FRI-MON *)", "expected a range whose end is not before its start, not \"FRI-MON\"");
  check("cron(0 0 ? * 2#6 *)", "expected 1 to 5 after #, not \"2#6\"");
  for (const auto* fields : {"3#1,6#3", "3#1,MON", "2-4,6#3"})
    check("cron(0 0 ? * " + std::string(fields) + " *)",
          "expected a single expression when it has a #, not \"" + std::string(fields) + "\"");
  check("cron(0/0 0 * * ? *)", "expected a step of 1 to 59 after /, not \"0/0\"");
  check("cron(*/60 * * * ? *)",
        "reading the field minutes of cron(): expected a step of 1 to 59 after /, not \"*/60\"");
  check("cron(0 */24 * * ? *)",
        "reading the field hours of cron(): expected a step of 1 to 23 after /, not \"*/24\"");
  check("cron(0 0 1/32 * ? *)", "expected a step of 1 to 31 after /, not \"1/32\"");
  check("cron(0 0 1 */13 ? *)", "expected a step of 1 to 12 after /, not \"*/13\"");
  check("cron(0 0 ? * 1/8 *)", "expected a step of 1 to 7 after /, not \"1/8\"");
  check("cron(0 0 1 1 ? */230)", "expected a step of 1 to 229 after /, not \"*/230\"");
  check("cron(0 0 1 1 ? */99999999999)", "expected a step of 1 to 229 after /, not \"*/99999999999\"");
  check("cron(0, 0 * * ? *)", "expected 0 to 59, not \"\"");
  check("cron(0 0 L-3 * ? *)", "expected 1 to 31, not \"L\"");
  check("cron(? 0 * * ? *)", "expected 0 to 59, not \"?\"");
  check("cron(0 0 * * ? 2200)", "reading the field year of cron(): expected 1970 to 2199, not \"2200\"");
  for (const auto* text : {"", "5", "0 minutes", "-1 minutes", "5minutes", "5 weeks", "1.5 hours",
                           "99999999999 days", "5 minutess"})
    check("rate(" + std::string(text) + ")",
          "expected a value such as \"5 minutes\", \"1 hour\" or \"2 days\", not \"" + std::string(text) +
              "\"");
  for (const auto* text :
       {"", "2026-04-14", "2026-04-14T16:15", "2026-04-14T16:15:00Z", "2026-02-30T16:15:00"})
    check("at(" + std::string(text) + ")",
          "expected a value such as \"2026-04-14T16:15:00\", not \"" + std::string(text) + "\"");
}

TEST(Zone, KnowsTheZonesOfTheSystemOnly) {
  for (const auto* name :
       {"", "Europe/Atlantis", "../zoneinfo/UTC", "/usr/share/zoneinfo/UTC", "localtime", "libc:localtime"})
    EXPECT_FALSE(Zone::Load(name)) << name;
  EXPECT_EQ(Zone::Load("Europe/Berlin")->Format(*Instant::Parse("2026-04-14T14:15:00Z")),
            "2026-04-14T16:15:00+02:00");
  EXPECT_EQ(Zone::Load("America/St_Johns")->Format(*Instant::Parse("2026-01-01T00:00:00Z")),
            "2025-12-31T20:30:00-03:30");
}

}  // namespace
}  // namespace fxlake::schedule
