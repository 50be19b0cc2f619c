// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/request/endpoint_matcher.h"

#include <gtest/gtest.h>

namespace fxlake::sources {
namespace {

using Texts = std::map<std::string, std::string>;

TEST(RequestMatcher, FindsTheVariablesOfAUrl) {
  const Texts parameters = {{"base_url", "https://bank.example/v1"}};
  const auto check = [&](std::string_view pattern, std::string_view url,
                         const std::optional<Texts>& expected) {
    EXPECT_EQ(MatchPattern(pattern, url, parameters), expected) << pattern << " in " << url;
  };
  check("https://bank.example/hist.zip", "https://bank.example/hist.zip", Texts());
  check("{base_url}/{date}", "https://bank.example/v1/2026-04-14", Texts{{"date", "2026-04-14"}});
  check("{base_url}/{from}..{to}", "https://bank.example/v1/2026-01-01..2026-04-14",
        Texts{{"from", "2026-01-01"}, {"to", "2026-04-14"}});
  check("https://bank.example/{date:%d.%m.%Y}.xml", "https://bank.example/14.04.2026.xml",
        Texts{{"date", "2026-04-14"}});
  check("https://bank.example/{date:%d.%m.%Y}.xml", "https://bank.example/30.02.2026.xml", std::nullopt);
  check("{base_url}/{date}", "https://other.example/v1/2026-04-14", std::nullopt);
  check("{base_url}/{date}", "https://bank.example/v1/", std::nullopt);
  check("{base_url}/{date}", "https://bank.example/v1/2026-01-01..2026-04-14", std::nullopt);
  check("{base_url}/{code}", "https://bank.example/v1/R01235", Texts{{"code", "R01235"}});
  check("{base_url}/{date}", "https://bank.example/v1/2026/04", std::nullopt);
  check("https://bank.example/hist.zip", "https://bank.example/hist.zip2", std::nullopt);
  check("https://bank.example/{date", "https://bank.example/2026-04-14", std::nullopt);
}

constexpr auto kBank = R"(name = "bank"
title = "A bank"
home_currency = "EUR"
first_day = 1999-01-04
[parameters]
base = "EUR"
[[endpoint]]
name = "day"
url = "https://bank.example/rates"
query = { kind = "daily", day = "{date:%d.%m.%Y}", base = "{base}" }
loop = "day"
reader = "rows"
[[endpoint]]
name = "month"
url = "https://bank.example/rates"
query = { kind = "monthly", month = "{from:%Y-%m}" }
reader = "months"
[[endpoint]]
name = "posted"
url = "https://bank.example/form"
form = { table = "A", day = "{date}" }
reader = "rows"
[[endpoint]]
name = "posted-old"
url = "https://bank.example/form"
form = { table = "B", day = "{date}" }
reader = "months"
[read.rows]
format = "csv"
date = "d"
quote = "q"
base = { value = "EUR" }
rate = "r"
[read.months]
format = "json"
rows = "*"
date = "d"
quote = "q"
base = { value = "EUR" }
rate = "r"
)";

// The matching endpoints: "endpoint fit", separated by spaces.
TEST(RequestMatcher, FindsTheEndpointOfARequest) {
  const auto spec = ParseSpec(kBank, "bank.toml");
  ASSERT_TRUE(spec) << spec.error().message();
  const auto check = [&](const SentRequest& request, const std::string& expected) {
    std::string found;
    for (const auto& match : MatchEndpoints(*spec, request)) {
      const auto* fit = match.fit == Fit::exact ? " exact" : match.fit == Fit::shape ? " shape" : " url";
      found += (found.empty() ? "" : " ") + match.endpoint->name + fit;
    }
    EXPECT_EQ(found, expected) << request.url;
  };
  const std::string rates = "https://bank.example/rates";
  check({.url = rates + "?kind=daily&day=14.04.2026&base=EUR"}, "day exact");
  check({.url = rates + "?kind=daily&day=14.04.2026&base=EUR", .variables = {{"date", "2026-04-14"}}},
        "day exact");
  check({.url = rates + "?kind=daily&day=14.04.2026&base=EUR&format=csv"}, "day shape");
  check({.url = rates + "?kind=monthly&month=2026-04", .variables = {{"from", "2026-04-01"}}}, "month exact");
  check({.url = rates + "?kind=daily&day=14.04.2026&base=USD"}, "day url month url");
  check({.url = rates + "?all"}, "day url month url");
  check({.url = "https://bank.example/elsewhere?kind=daily"}, "");
  check({.method = "POST", .url = rates + "?kind=daily&day=14.04.2026&base=EUR"}, "");
  const Texts day = {{"date", "2026-04-14"}};
  check({.method = "POST",
         .url = "https://bank.example/form",
         .body = "table=B&day=2026-04-14",
         .variables = day},
        "posted-old exact");
  check({.method = "POST", .url = "https://bank.example/form", .body = "table=A&day=2026-04-14"},
        "posted exact");
  check({.method = "POST", .url = "https://bank.example/form", .variables = day},
        "posted exact posted-old exact");
}

// The name of the reader for a body of the raw zone, or the error.
TEST(RequestMatcher, TheReaderOfTodayReadsWhatWasStored) {
  const auto spec = ParseSpec(kBank, "bank.toml");
  ASSERT_TRUE(spec);
  const auto check = [&](const std::string& stored, const std::string& method, const std::string& url,
                         const std::string& expected) {
    lake::Fetch fetch;
    fetch.bodies.push_back(
        {.request = {stored, method, url, "", {{"date", "2026-04-14"}}}, .key = "", .sha256 = ""});
    const auto readings = ReadingsOf(*spec, fetch);
    ASSERT_EQ(readings.size(), 1U);
    EXPECT_EQ(readings[0] ? readings[0]->reader->name : readings[0].error().message(), expected) << url;
  };
  check("answer", "GET", "https://bank.example/rates?kind=daily&day=14.04.2026&base=EUR", "rows");
  check("months", "GET", "https://bank.example/rates?kind=daily&day=14.04.2026&base=EUR", "rows");
  check("months", "POST", "https://bank.example/form", "months");
  check("months", "GET", "https://old.bank.example/rates", "months");
  check("answer", "GET", "https://old.bank.example/rates",
        "no endpoint of the source file sends GET https://old.bank.example/rates, and there is no "
        "[read.answer]");
  check("answer", "POST", "https://bank.example/form",
        "endpoints \"posted\" and \"posted-old\" both send POST https://bank.example/form but read it "
        "differently; use one endpoint with layouts = [..] and both readers");
}

}  // namespace
}  // namespace fxlake::sources
