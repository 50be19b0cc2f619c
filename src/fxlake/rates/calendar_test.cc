// SPDX-License-Identifier: Apache-2.0
#include "fxlake/rates/calendar.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>

namespace fxlake::rates {
namespace {

Date Day(std::string_view text) { return *Date::Parse(text); }

// The dates of a text file, without its comment lines.
std::set<Date> ReadDates(const std::string& path) {
  std::set<Date> dates;
  std::ifstream file(path);
  for (std::string word; file >> word;) {
    if (word == "#") {
      std::getline(file, word);
    } else {
      dates.insert(Day(word));
    }
  }
  return dates;
}

TEST(Calendar, TargetPredictsEveryPublicationOfTheEcb) {
  const auto silent = ReadDates(FXLAKE_ROOT "/tests/data/ecb_weekdays_without_rates.txt");
  ASSERT_EQ(silent.size(), 133u);
  const auto target = *Calendar::Named("TARGET");
  std::vector<Date> published;
  for (Date date = Day("1999-01-04"); date <= Day("2026-04-13"); ++date) {
    const bool publishes = !date.is_weekend() && !silent.contains(date);
    EXPECT_EQ(target.IsPublicationDay(date), publishes) << date.ToString();
    if (publishes) published.push_back(date);
  }
  EXPECT_EQ(published.size(), 6983u);
  EXPECT_EQ(target.PublicationDays(Day("1999-01-04"), Day("2026-04-13")), published);
  for (std::size_t i = 1; i < published.size(); ++i) {
    ASSERT_EQ(target.Next(published[i - 1]), published[i]);
    ASSERT_EQ(target.Previous(published[i]), published[i - 1]);
  }
}

TEST(Calendar, KnowsItsDays) {
  const auto check = [](const char* name, const char* date, bool expected) {
    EXPECT_EQ(Calendar::Named(name)->IsPublicationDay(Day(date)), expected) << name << " " << date;
  };
  check("TARGET", "1999-04-02", true);  // Good Friday, before the long-term calendar
  check("TARGET", "2000-04-21", false);
  check("TARGET", "2026-12-31", true);
  check("TARGET", "2030-04-19", false);
  check("weekdays", "2026-12-25", true);
  check("weekdays", "2026-12-26", false);
  check("daily", "2026-12-26", true);
}

TEST(Calendar, FindsNeighbors) {
  const auto check = [](const char* name, const char* date, const char* previous, const char* next) {
    const auto calendar = *Calendar::Named(name);
    EXPECT_EQ(calendar.Previous(Day(date)).ToString(), previous) << name;
    EXPECT_EQ(calendar.Next(Day(date)).ToString(), next) << name;
  };
  check("TARGET", "2026-04-04", "2026-04-02", "2026-04-07");
  check("TARGET", "2026-04-02", "2026-04-01", "2026-04-07");
  check("weekdays", "2026-04-04", "2026-04-03", "2026-04-06");
  check("daily", "2026-04-04", "2026-04-03", "2026-04-05");
}

TEST(Calendar, TakesHolidaysAsData) {
  const auto weekdays = *Calendar::Named("weekdays");
  const Date closed[] = {Day("2026-07-14"), Day("2026-06-01")};
  const auto with_closed = weekdays.WithClosed(closed);
  EXPECT_FALSE(with_closed.IsPublicationDay(Day("2026-07-14")));
  EXPECT_TRUE(weekdays.IsPublicationDay(Day("2026-07-14")));

  using enum AnnualClosing::Kind;
  const auto gulf =
      Calendar::Make("gulf", {.closed_weekdays = {5, 6},
                              .annual = {{day_of_month, 9, 23, 2005}, {days_from_easter, 0, 39}},
                              .closed = {},
                              .open = {Day("2026-04-03")}});
  ASSERT_TRUE(gulf);
  EXPECT_TRUE(gulf->IsPublicationDay(Day("2026-04-03")));   // a Friday opened by name
  EXPECT_FALSE(gulf->IsPublicationDay(Day("2026-04-10")));  // any other Friday
  EXPECT_TRUE(gulf->IsPublicationDay(Day("2004-09-23")));
  EXPECT_FALSE(gulf->IsPublicationDay(Day("2007-09-23")));
  EXPECT_FALSE(gulf->IsPublicationDay(Day("2024-05-09")));  // Ascension
}

TEST(Calendar, Refuses) {
  const auto refuses = [](CalendarRules rules) { EXPECT_FALSE(Calendar::Make("x", std::move(rules))); };
  using enum AnnualClosing::Kind;
  refuses({.closed_weekdays = {0}, .annual = {}, .closed = {}, .open = {}});
  refuses({.closed_weekdays = {1, 2, 3, 4, 5, 6, 7}, .annual = {}, .closed = {}, .open = {}});
  refuses({.closed_weekdays = {}, .annual = {{day_of_month, 2, 30}}, .closed = {}, .open = {}});
  refuses({.closed_weekdays = {}, .annual = {{days_from_easter, 0, 300}}, .closed = {}, .open = {}});
  refuses({.closed_weekdays = {}, .annual = {{day_of_month, 1, 1, 2001, 2000}}, .closed = {}, .open = {}});
  refuses({.closed_weekdays = {},
           .annual = std::vector<AnnualClosing>(51, {day_of_month, 1, 1}),
           .closed = {},
           .open = {}});
  EXPECT_EQ(Calendar::Named("target").error().message(),
            "no such calendar: \"target\"; did you mean TARGET?");
  EXPECT_EQ(Calendar::Named("lunar").error().message(), "no such calendar: \"lunar\"");
}

}  // namespace
}  // namespace fxlake::rates
