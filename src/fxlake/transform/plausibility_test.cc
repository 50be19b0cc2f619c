// SPDX-License-Identifier: Apache-2.0
#include "fxlake/transform/plausibility.h"

#include <gtest/gtest.h>

#include <sstream>

namespace fxlake::transform {
namespace {

// `EUR/USD 2026-01-05 1.17` per line.
rates::ObservationBatch Rows(const std::string& text) {
  rates::ObservationBatch batch;
  std::istringstream lines(text);
  std::string pair, day, rate;
  while (lines >> pair >> day >> rate)
    batch.Append({*Date::Parse(day), *rates::Pair::Parse(pair), *Decimal::Parse(rate)});
  return batch;
}

class Bank {
 public:
  // The held rows of one more fetch, each with the start of its reason.
  std::string Held(const std::string& text, const Plausibility::Context& context = {}) {
    const auto batch = Rows(text);
    const rates::ObservationBatch* bodies[] = {&batch};
    std::string held;
    for (const auto& row : plausibility_.Judge(bodies, context)) {
      const auto observation = batch.At(row.row);
      held += observation.pair.ToString() + " " + observation.date.ToString() + ": " + row.reason + "\n";
    }
    return held;
  }
  sources::PlausibilitySpec spec;

 private:
  rates::Calendar calendar_ = *rates::Calendar::Named("weekdays");
  Plausibility plausibility_{spec, calendar_};
};

TEST(Plausibility, HoldsWhatIsFarFromTheLastRate) {
  Bank bank;
  EXPECT_EQ(bank.Held("EUR/USD 2026-01-05 1.17 EUR/JPY 2026-01-05 183"), "");
  EXPECT_EQ(bank.Held("EUR/USD 2026-01-06 11.7"),
            "EUR/USD 2026-01-06: 10 times the rate on 2026-01-05, 1.17\n");
  EXPECT_EQ(bank.Held("EUR/JPY 2026-01-07 1.83"),
            "EUR/JPY 2026-01-07: 0.01 times the rate on 2026-01-05, 183\n");
  EXPECT_EQ(bank.Held("EUR/USD 2026-01-08 1.18 EUR/JPY 2026-01-08 184"), "")
      << "what was held is compared with nothing";
  EXPECT_EQ(bank.Held("EUR/USD 2026-01-08 2.5"),
            "EUR/USD 2026-01-08: 2.137 times the rate on 2026-01-05, 1.17\n")
      << "a revision";
}

TEST(Plausibility, KnowsInversesAndSwaps) {
  Bank bank;
  EXPECT_EQ(bank.Held("EUR/USD 2026-01-05 1.17 EUR/GBP 2026-01-05 0.87 EUR/CHF 2026-01-05 0.93"), "");
  EXPECT_EQ(bank.Held("EUR/USD 2026-01-06 0.86"),
            "EUR/USD 2026-01-06: it looks inverted: 1.17 on 2026-01-05 is about the inverse of 0.86\n");
  EXPECT_EQ(
      bank.Held("EUR/USD 2026-01-07 0.871 EUR/GBP 2026-01-07 1.171 EUR/CHF 2026-01-07 0.931"),
      "EUR/USD 2026-01-07: it looks swapped with EUR/GBP, which was 0.87 on 2026-01-05; this pair was 1.17\n"
      "EUR/GBP 2026-01-07: it looks swapped with EUR/USD, which was 1.17 on 2026-01-05; this pair was "
      "0.87\n");
}

TEST(Plausibility, LetsKnownStepsPass) {
  Bank bank;
  EXPECT_EQ(bank.Held("USD/LBP 2023-01-31 1507.5"), "");
  EXPECT_EQ(bank.Held("USD/LBP 2023-02-01 15000"), "");
  EXPECT_EQ(bank.Held("USD/RUB 1997-12-31 5960"), "");
  EXPECT_EQ(bank.Held("USD/RUB 1998-01-01 5.96"), "") << "the new rouble under the code of later";
}

TEST(Plausibility, KnowsParities) {
  Bank bank;
  EXPECT_EQ(bank.Held("USD/UZS 2026-01-05 12150 AED/UZS 2026-01-05 3308"), "");
  EXPECT_EQ(bank.Held("USD/UZS 2026-01-06 12160 AED/UZS 2026-01-06 4500").substr(0, 56),
            "AED/UZS 2026-01-06: it implies that one USD is 2.702 AED");
}

TEST(Plausibility, ComparesNewPairsWithMagnitudesAndOtherSources) {
  Bank bank;
  EXPECT_EQ(bank.Held("EUR/JPY 2026-01-05 1.83").substr(0, 40), "EUR/JPY 2026-01-05: 1.83 on 2026-01-05 i");
  const Plausibility::Context other{.decide = {}, .other_rate = [](const rates::Observation&) {
                                      return std::optional(OtherRate{"beta", *Decimal::Parse("1.17")});
                                    }};
  EXPECT_EQ(bank.Held("EUR/USD 2026-01-05 3.1", other),
            "EUR/USD 2026-01-05: 3.1 on 2026-01-05 is 2.65 times the rate of beta on that day, 1.17\n");
  EXPECT_EQ(bank.Held("EUR/USD 2026-01-06 1.18", other), "");
}

TEST(Plausibility, DecisionsComeFirst) {
  Bank bank;
  EXPECT_EQ(bank.Held("EUR/USD 2026-01-05 1.17"), "");
  const Plausibility::Context accepted{
      .decide = [](std::size_t, const rates::Observation&) { return RowDecision::accepted; }};
  EXPECT_EQ(bank.Held("EUR/USD 2026-01-06 11.7", accepted), "");
  EXPECT_EQ(bank.Held("EUR/USD 2026-01-07 11.8"), "") << "what was accepted is what is compared with";
  EXPECT_EQ(bank.Held("EUR/USD 2026-01-05 1.17 EUR/USD 2026-01-06 11.7 EUR/USD 2026-01-07 11.8"), "")
      << "and what is known passes";
}

}  // namespace
}  // namespace fxlake::transform
