// SPDX-License-Identifier: Apache-2.0
#include "fxlake/rates/observation.h"

#include <gtest/gtest.h>

namespace fxlake::rates {
namespace {

TEST(ObservationBatch, GivesBackWhatWasAppended) {
  const Observation dollar{Date::Of(1999, 1, 4), Pair::Of("EUR", "USD"), *Decimal::Parse("1.1789")};
  const Observation rupiah{Date::Of(1969, 12, 31), Pair::Of("IDR", "XDR"),
                           *Decimal::Parse("99999999.9999999999")};
  ObservationBatch batch;
  EXPECT_TRUE(batch.empty());
  batch.Append(dollar);
  batch.Append(rupiah);
  ASSERT_EQ(batch.size(), 2u);
  EXPECT_EQ(batch.At(0), dollar);
  EXPECT_EQ(batch.At(1), rupiah);
  EXPECT_EQ(batch.days()[1], -1);
  EXPECT_EQ(batch.rates()[0], 11'789'000'000);
  EXPECT_EQ(batch.bases()[0], CurrencyCode::Of("EUR").packed());
  EXPECT_EQ(batch.targets()[1], CurrencyCode::Of("XDR").packed());
}

TEST(ObservationBatch, JoinsAnother) {
  const Observation dollar{Date::Of(1999, 1, 4), Pair::Of("EUR", "USD"), *Decimal::Parse("1.1789")};
  ObservationBatch one, two, both;
  one.Append(dollar);
  two.Append({dollar.date, dollar.pair.Inverse(), dollar.rate});
  both.Append(one);
  both.Append(two);
  ASSERT_EQ(both.size(), 2u);
  EXPECT_EQ(both.At(1), two.At(0));
  EXPECT_NE(both, one);
  both.Clear();
  EXPECT_EQ(both, ObservationBatch());
}

}  // namespace
}  // namespace fxlake::rates
