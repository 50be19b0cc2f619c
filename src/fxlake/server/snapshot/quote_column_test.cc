// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/snapshot/quote_column.h"

#include <gtest/gtest.h>

#include "fxlake/rates/quoted_rate.h"

namespace fxlake::server {
namespace {

using rates::CurrencyCode;
using rates::Pair;

constexpr Date kFirst = Date::Of(2005, 6, 27);

// Rates with gaps, one published in the opposite direction, one through another pivot, one of a redenominated
// currency.
RateHistory MakeHistory() {
  RateHistory history("some");
  lake::RateRows partition{.origins = {{Instant(), "raw"}}, .rows = {}};
  const auto add = [&](Pair pair, std::string_view rate, int first, int every) {
    for (int i = first; i < 30; i += every) {
      partition.rows.push_back({.day = kFirst.days() + i,
                                .base = pair.base().packed(),
                                .target = pair.target().packed(),
                                .rate = Decimal::Parse(rate)->units() + std::int64_t{12'345'678} * i});
    }
  };
  add(Pair::Of("EUR", "USD"), "1.2", 0, 1);
  add(Pair::Of("EUR", "JPY"), "131.5", 1, 3);
  add(Pair::Of("GBP", "EUR"), "1.47", 0, 4);
  add(Pair::Of("EUR", "IDR"), "11678.25", 2, 5);
  add(Pair::Of("USD", "BRL"), "2.35", 0, 2);
  add(Pair::Of("EUR", "ROL"), "36050", 0, 1);
  add(Pair::Of("EUR", "RON"), "3.6", 6, 2);
  history.Add(partition, lake::Table::exchange_rates);
  history.Finish();
  return history;
}

class QuoteColumnTest : public testing::Test {
 protected:
  // Where the column has an answer, it equals that of rates::Quote.
  void Check(CurrencyCode from, CurrencyCode to, const rates::LookUpRule& rule, bool days_may_differ) {
    rates::RouteRequest request{.from = from,
                                .to = to,
                                .date = kFirst,
                                .look_up = rule,
                                .pivots = {CurrencyCode::Of("EUR"), CurrencyCode::Of("USD")},
                                .days_may_differ = days_may_differ};
    QuoteColumn column(history_, request, from, to);
    for (request.date = kFirst - 5; request.date < kFirst + 40; ++request.date) {
      const auto answer = column.Find(request.date.days());
      const auto expected = rates::Quote(history_, request);
      const auto doing = from.ToString() + to.ToString() + " " + rule.Describe(request.date);
      if (answer == QuoteColumn::Answer::none) {
        EXPECT_FALSE(expected) << doing;
      }
      if (answer != QuoteColumn::Answer::quoted) continue;
      ++quoted_;
      ASSERT_TRUE(expected) << doing;
      std::string text;
      ASSERT_TRUE(column.AppendRate(text));
      EXPECT_EQ(text, expected->rate.ToString()) << doing;
      EXPECT_EQ(column.day(), expected->day.days()) << doing;
      EXPECT_EQ(column.derivation(), expected->derivation) << doing;
      CheckLegs(column.legs(), expected->legs);
    }
  }
  static void CheckLegs(std::span<const QuoteColumn::Leg> legs, const std::vector<rates::Leg>& expected) {
    ASSERT_EQ(legs.size(), expected.size());
    for (std::size_t i = 0; i < legs.size(); ++i) {
      EXPECT_EQ(legs[i].from(), expected[i].from);
      EXPECT_EQ(legs[i].to(), expected[i].to);
      EXPECT_EQ(legs[i].divides, expected[i].operation == rates::Operation::divide);
      EXPECT_EQ(Rational::FromDecimal(legs[i].rate()), expected[i].rate);
      EXPECT_EQ(legs[i].day(), expected[i].date.days());
    }
  }

  RateHistory history_ = MakeHistory();
  int quoted_ = 0;
};

TEST_F(QuoteColumnTest, SaysWhatTheSearchSays) {
  using rates::LookUp;
  const auto codes = history_.Currencies(kFirst, kFirst + 40);
  for (const auto from : codes) {
    for (const auto to : codes) {
      if (from == to) continue;
      for (const auto look_up : {LookUp::exact, LookUp::previous, LookUp::next}) {
        for (const bool days_may_differ : {false, true})
          Check(from, to, {.look_up = look_up, .reach = 3}, days_may_differ);
      }
    }
  }
  EXPECT_GT(quoted_, 3'000);
}

TEST_F(QuoteColumnTest, LeavesToTheSearchWhatLawFixed) {
  const rates::RouteRequest request{.from = {}, .to = {}, .date = {}};
  QuoteColumn old(history_, request, CurrencyCode::Of("EUR"), CurrencyCode::Of("ROL"));
  EXPECT_EQ(old.Find(Date::Of(2005, 6, 30).days()), QuoteColumn::Answer::quoted);
  EXPECT_EQ(old.Find(Date::Of(2005, 7, 1).days()), QuoteColumn::Answer::unknown);
  QuoteColumn fresh(history_, request, CurrencyCode::Of("EUR"), CurrencyCode::Of("RON"));
  EXPECT_EQ(fresh.Find(Date::Of(2005, 7, 1).days()), QuoteColumn::Answer::unknown);
  EXPECT_EQ(fresh.Find(Date::Of(2005, 7, 3).days()), QuoteColumn::Answer::quoted);
}

TEST_F(QuoteColumnTest, KnowsWhereThereAreRates) {
  QuoteColumn column(history_, {}, CurrencyCode::Of("EUR"), CurrencyCode::Of("JPY"));
  const auto day = [](int offset) { return kFirst.days() + offset; };
  EXPECT_TRUE(column.HasRates(day(1), day(1)));
  EXPECT_FALSE(column.HasRates(day(2), day(3)));
  EXPECT_TRUE(column.HasRates(day(2), day(4)));
  EXPECT_FALSE(column.HasRates(day(30), day(60)));
}

}  // namespace
}  // namespace fxlake::server
