// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/spec.h"

#include <gtest/gtest.h>

#include "fxlake/sources/request/plan.h"

namespace fxlake::sources {
namespace {

const std::string kWhole = R"(name = "bank"
title = "A bank"
home_currency = "EUR"
calendar = "TARGET"
first_day = 1999-01-04
[parameters]
key = ""
host = "https://bank.example"
[[endpoint]]
name = "today"
url = "{host}/today.xml"
covers = "last publication"
reader = "day"
[[endpoint]]
name = "recent"
url = "{host}/recent.xml"
covers = "last days"
days = 90
reader = "day"
[[endpoint]]
name = "days"
url = "{host}/{date:%d.%m.%Y}"
query = { key = "{key}", to = "{to}" }
loop = "day"
reader = "day"
[read.day]
format = "xml"
rows = "a/b"
date = "@d"
base = { value = "EUR" }
quote = "@c"
rate = "@r"
)";

// kWhole with one text replaced by another.
std::string Changed(const std::string& from, const std::string& to) {
  auto text = kWhole;
  return text.replace(text.find(from), from.size(), to);
}

TEST(Spec, SurvivesWhatItsParserDidNotForesee) {
  const auto spec = ParseSpec("[`endpoint]\nx = [0]", "bank.toml");
  ASSERT_FALSE(spec);
  EXPECT_EQ(spec.error().message(), "bank.toml: not TOML; does a key need quotes?");
  EXPECT_FALSE(ParseSpec("name = 1e\xC8\xBE", "bank.toml"));
}

TEST(Spec, SaysWhereAnErrorIsAndWhatWasMeant) {
  const auto check = [](const std::string& from, const std::string& to, const std::string& expected) {
    const auto spec = ParseSpec(Changed(from, to), "bank.toml");
    ASSERT_FALSE(spec) << to;
    EXPECT_EQ(spec.error().message(), expected);
  };
  check("title = ", "titel = ", "bank.toml:1:1: title: is missing; expected a text");
  check("title = ", "website = 5\ntitle = ", "bank.toml:2:11: website: expected a text in quotes");
  check(
      "first_day = 1999-01-04", "first_day = 1999-01-04\nrevison_window_days = 3",
      "bank.toml:6:23: revison_window_days: is not a key of this table; did you mean revision_window_days?");
  check("calendar = \"TARGET\"", "calendar = \"target\"",
        "bank.toml:4:12: calendar: no such calendar: \"target\"; did you mean TARGET?");
  check("loop = \"day\"", "loop = \"days\"",
        "bank.toml:24:8: endpoint.loop: expected one of none, day, publication day, month, year, not "
        "\"days\"; did you mean day?");
  check("title = ", "provider = \"Bank\"\ntitle = ",
        "bank.toml:2:12: provider: expected capital letters and digits, such as \"ECB\"");
  check("title = ", "country = \"Chile\"\ntitle = ",
        "bank.toml:2:11: country: expected a code of two capital letters, such as \"CH\", or \"EU\"");
  check("title = ", "category = \"bank\"\ntitle = ",
        "bank.toml:2:12: category: expected one of central bank, official, aggregator, not \"bank\"");
  check("rate = \"@r\"", "", "bank.toml:26:1: read.day: the field \"rate\" is not set");
  check("rows = \"a/b\"", "rows = \"a/{code}\"",
        "bank.toml:28:8: read.day.rows: {code} is not a field of a row; the fields are date, base, quote, "
        "rate, "
        "units, units_power");
  check("rows = \"a/b\"", "rows = \"a//b\"",
        "bank.toml:28:8: read.day.rows: not a path: \"a//b\": a step between slashes is empty");
  check("first_day = 1999-01-04", "first_day = 1999-02-30",
        "bank.toml:5:23: Error while parsing date: expected day between 1 and 28 (inclusive), saw 30");
}

TEST(Spec, NamesItsPublisher) {
  const auto plain = ParseSpec(kWhole, "bank.toml");
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->provider, "BANK");
  EXPECT_EQ(plain->category_name(), "central bank");
  const auto stated = ParseSpec(
      Changed("title = ", "provider = \"ECB\"\ncountry = \"EU\"\ncategory = \"official\"\ntitle = "),
      "bank.toml");
  ASSERT_TRUE(stated) << stated.error().message();
  EXPECT_EQ(stated->provider, "ECB");
  EXPECT_EQ(stated->country, "EU");
  EXPECT_EQ(stated->category_name(), "official");
}

// The endpoints of the plans, each with the URL of its first request and the number of requests.
std::string Plans(const char* from, const char* to, const char* today) {
  const auto spec = ParseSpec(kWhole, "bank.toml");
  const auto plans = MakePlans(*spec, {}, {*Date::Parse(from), *Date::Parse(to), *Date::Parse(today)});
  if (!plans) return plans.error().message();
  std::string text;
  for (const auto& plan : *plans)
    text += plan.endpoint + " " + plan.requests.front().http.url + " " +
            std::to_string(plan.requests.size()) + "\n";
  return text;
}

TEST(Plan, RequestsTheNarrowestThatCovers) {
  EXPECT_EQ(Plans("2026-04-14", "2026-04-14", "2026-04-14"),
            "today https://bank.example/today.xml 1\nrecent https://bank.example/recent.xml 1\ndays "
            "https://bank.example/14.04.2026?to=2026-04-14 1\n");
  EXPECT_EQ(
      Plans("2026-04-01", "2026-04-14", "2026-04-14"),
      "recent https://bank.example/recent.xml 1\ndays https://bank.example/01.04.2026?to=2026-04-01 14\n");
  EXPECT_EQ(Plans("2025-12-31", "2026-04-14", "2026-04-14"),
            "days https://bank.example/31.12.2025?to=2025-12-31 105\n");
}

TEST(Plan, RejectsUnknownNames) {
  const auto spec = ParseSpec(Changed("{host}/recent.xml", "{hosd}/recent.xml"), "bank.toml");
  ASSERT_TRUE(spec);
  const Date day = *Date::Parse("2026-04-14");
  const auto plans = MakePlans(*spec, {}, {day, day, day});
  ASSERT_FALSE(plans);
  EXPECT_EQ(plans.error().message(),
            "planning requests to bank: {hosd} is neither a parameter nor a variable of a request; did you "
            "mean host?");
}

}  // namespace
}  // namespace fxlake::sources
