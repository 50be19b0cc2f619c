// SPDX-License-Identifier: Apache-2.0
#include "fxlake/rates/succession.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "fxlake/rates/currency.h"

namespace fxlake::rates {
namespace {

void Check(const char* predecessor, const char* successor, const char* units, const char* since) {
  const auto* succession = FindSuccession(*CurrencyCode::Parse(predecessor));
  ASSERT_NE(succession, nullptr) << predecessor;
  EXPECT_EQ(succession->successor.ToString(), successor) << predecessor;
  EXPECT_EQ(succession->units, units) << predecessor;
  EXPECT_EQ(succession->since.ToString(), since) << predecessor;
}

TEST(Succession, HoldsTheFixedRatesOfTheEuro) {
  Check("ATS", "EUR", "13.7603", "1999-01-01");
  Check("BEF", "EUR", "40.3399", "1999-01-01");
  Check("BGN", "EUR", "1.95583", "2026-01-01");
  Check("CYP", "EUR", "0.585274", "2008-01-01");
  Check("DEM", "EUR", "1.95583", "1999-01-01");
  Check("EEK", "EUR", "15.6466", "2011-01-01");
  Check("ESP", "EUR", "166.386", "1999-01-01");
  Check("FIM", "EUR", "5.94573", "1999-01-01");
  Check("FRF", "EUR", "6.55957", "1999-01-01");
  Check("GRD", "EUR", "340.750", "2001-01-01");
  Check("HRK", "EUR", "7.53450", "2023-01-01");
  Check("IEP", "EUR", "0.787564", "1999-01-01");
  Check("ITL", "EUR", "1936.27", "1999-01-01");
  Check("LTL", "EUR", "3.45280", "2015-01-01");
  Check("LUF", "EUR", "40.3399", "1999-01-01");
  Check("LVL", "EUR", "0.702804", "2014-01-01");
  Check("MTL", "EUR", "0.429300", "2008-01-01");
  Check("NLG", "EUR", "2.20371", "1999-01-01");
  Check("PTE", "EUR", "200.482", "1999-01-01");
  Check("SIT", "EUR", "239.640", "2007-01-01");
  Check("SKK", "EUR", "30.1260", "2009-01-01");
  EXPECT_EQ(FixedEuroRates().size(), 21u);
}

TEST(Succession, HoldsRedenominations) {
  Check("ROL", "RON", "10000", "2005-07-01");
  Check("TRL", "TRY", "1000000", "2005-01-01");
  Check("XEU", "EUR", "1", "1999-01-01");
  Check("BYR", "BYN", "10000", "2016-07-01");
  Check("ZWR", "ZWL", "1000000000000", "2009-02-02");
}

TEST(Succession, HasNoneFor) {
  for (const auto* code : {"EUR", "USD", "VES", "RON", "AAA"})
    EXPECT_EQ(FindSuccession(*CurrencyCode::Parse(code)), nullptr) << code;
}

// Regulation (EC) 1103/97 article 4(1): six significant figures, counted from the first digit that is not
// zero.
TEST(Succession, FixedRatesHaveSixSignificantFigures) {
  for (const auto& fixed : FixedEuroRates()) {
    std::string digits(fixed.units);
    std::erase(digits, '.');
    digits.erase(0, digits.find_first_not_of('0'));
    EXPECT_EQ(digits.size(), 6u) << fixed.units;
    EXPECT_EQ(fixed.rate(), fixed.rate().RoundToFigures(6, Rounding::half_away)) << fixed.units;
  }
}

TEST(Succession, EachHasOneSuccessorBothAreKnownAndItsDaysAgree) {
  std::set<CurrencyCode> seen;
  for (const auto table : {FixedEuroRates(), Redenominations()}) {
    for (const auto& succession : table) {
      const auto name = succession.predecessor.ToString();
      EXPECT_TRUE(seen.insert(succession.predecessor).second) << name;
      EXPECT_GT(succession.rate().sign(), 0) << name;
      const auto* predecessor = FindCurrency(succession.predecessor);
      const auto* successor = FindCurrency(succession.successor);
      ASSERT_TRUE(predecessor != nullptr && successor != nullptr) << name;
      EXPECT_TRUE(successor->InUseOn(succession.since)) << name;
      ASSERT_TRUE(predecessor->last_day) << name;
      EXPECT_GE(*predecessor->last_day, succession.since - 1) << name;
    }
  }
}

}  // namespace
}  // namespace fxlake::rates
