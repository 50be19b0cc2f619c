// SPDX-License-Identifier: Apache-2.0
#include "fxlake/rates/look_up.h"

#include <gtest/gtest.h>

#include "fxlake/rates/observation_series.h"
#include "fxlake/rates/rounding_name.h"

namespace fxlake::rates {
namespace {

ObservationSeries Series() {
  ObservationBatch batch;
  const auto add = [&](const char* date, const char* pair, const char* rate) {
    batch.Append({*Date::Parse(date), *Pair::Parse(pair), *Decimal::Parse(rate)});
  };
  add("2026-04-07", "EUR/USD", "1.17");
  add("2026-04-02", "EUR/USD", "1.15");
  add("2026-04-02", "EUR/CHF", "0.92");
  add("2026-04-02", "EUR/USD", "1.16");  // a duplicate: the last one is used
  return ObservationSeries(batch);
}

std::string Find(const char* pair, const char* date, LookUp look_up, int reach = 14) {
  const auto found = FindRate(Series(), *Pair::Parse(pair), *Date::Parse(date), {look_up, reach});
  return found ? found->rate.ToString() + " of " + found->date.ToString() : "none";
}

TEST(LookUp, FindsTheDayAndNamesIt) {
  EXPECT_EQ(Find("EUR/USD", "2026-04-02", LookUp::exact), "1.16 of 2026-04-02");
  EXPECT_EQ(Find("EUR/USD", "2026-04-05", LookUp::previous), "1.16 of 2026-04-02");
  EXPECT_EQ(Find("EUR/USD", "2026-04-05", LookUp::next), "1.17 of 2026-04-07");
  EXPECT_EQ(Find("EUR/USD", "2026-04-07", LookUp::next), "1.17 of 2026-04-07");
  EXPECT_EQ(Find("EUR/USD", "2026-04-21", LookUp::previous), "1.17 of 2026-04-07");
  EXPECT_EQ(Find("EUR/CHF", "2026-04-09", LookUp::previous), "0.92 of 2026-04-02");
}

TEST(LookUp, FindsNone) {
  EXPECT_EQ(Find("EUR/USD", "2026-04-05", LookUp::exact), "none");
  EXPECT_EQ(Find("EUR/USD", "2026-04-22", LookUp::previous), "none");
  EXPECT_EQ(Find("EUR/USD", "2026-04-10", LookUp::previous, 2), "none");
  EXPECT_EQ(Find("EUR/USD", "2026-04-08", LookUp::next), "none");
  EXPECT_EQ(Find("EUR/USD", "2026-04-01", LookUp::previous), "none");
  EXPECT_EQ(Find("EUR/CHF", "2026-04-03", LookUp::next), "none");
  EXPECT_EQ(Find("USD/EUR", "2026-04-02", LookUp::exact), "none");
  EXPECT_EQ(Find("EUR/JPY", "2026-04-02", LookUp::exact), "none");
}

TEST(LookUp, ReadsNames) {
  for (const auto name : LookUpNames()) EXPECT_EQ(NameOf(*ParseLookUp(name)), name);
  for (const auto name : RoundingNames()) EXPECT_EQ(NameOf(*ParseRounding(name)), name);
  EXPECT_EQ(*ParseRounding("half_even"), Rounding::half_even);
  EXPECT_EQ(*ParseLookUp("next"), LookUp::next);
  EXPECT_EQ(ParseLookUp("previuos").error().message(),
            "unknown fallback rule: \"previuos\"; did you mean previous?");
  EXPECT_EQ(ParseRounding("half-even").error().message(),
            "unknown rounding rule: \"half-even\"; did you mean half_even?");
  EXPECT_FALSE(ParseLookUp(""));
}

}  // namespace
}  // namespace fxlake::rates
