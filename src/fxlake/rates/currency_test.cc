// SPDX-License-Identifier: Apache-2.0
#include "fxlake/rates/currency.h"

#include <gtest/gtest.h>

namespace fxlake::rates {
namespace {

std::string Text(const std::optional<Date>& date) { return date ? date->ToString() : "-"; }

void Check(const char* code, int numeric, int minor_units, std::string_view name, std::string_view first_day,
           std::string_view last_day) {
  const auto* currency = FindCurrency(*CurrencyCode::Parse(code));
  ASSERT_NE(currency, nullptr) << code;
  EXPECT_EQ(currency->code.ToString(), code);
  EXPECT_EQ(currency->numeric, numeric) << code;
  EXPECT_EQ(currency->minor_units.value_or(-1), minor_units) << code;
  EXPECT_EQ(currency->name, name) << code;
  EXPECT_EQ(Text(currency->first_day), first_day) << code;
  EXPECT_EQ(Text(currency->last_day), last_day) << code;
}

TEST(Currency, Knows) {
  Check("USD", 840, 2, "United States Dollar", "-", "-");
  Check("EUR", 978, 2, "Euro", "1999-01-01", "-");
  Check("JPY", 392, 0, "Japanese Yen", "-", "-");
  Check("KWD", 414, 3, "Kuwaiti Dinar", "-", "-");
  Check("CLF", 990, 4, "Chilean Unidad de Fomento", "-", "-");
  Check("XDR", 960, -1, "Special Drawing Rights", "-", "-");
  Check("XAU", 959, -1, "Gold (Troy Ounce)", "-", "-");
  Check("BGN", 975, 2, "Bulgarian Lev", "1999-07-05", "2025-12-31");
  Check("HRK", 191, 2, "Croatian Kuna", "1994-05-30", "2022-12-31");
  Check("ROL", 642, 2, "Romanian Leu (1952-2005)", "-", "2005-06-30");
  Check("TRL", 792, 0, "Turkish Lira (1923-2004)", "-", "2004-12-31");
  Check("ITL", 380, 0, "Italian Lira", "-", "2001-12-31");
  Check("XCG", 532, 2, "Caribbean Guilder", "2025-03-31", "-");
  Check("CNH", 0, 2, "Chinese Renminbi Yuan Offshore", "2010-07-19", "-");
}

TEST(Currency, KnowsEveryCurrencyOfTheEcb) {
  for (const auto* code :
       {"USD", "JPY", "BGN", "CYP", "CZK", "DKK", "EEK", "GBP", "HUF", "LTL", "LVL", "MTL", "PLN", "ROL",
        "RON", "SEK", "SIT", "SKK", "CHF", "ISK", "NOK", "HRK", "RUB", "TRL", "TRY", "AUD", "BRL", "CAD",
        "CNY", "HKD", "IDR", "ILS", "INR", "KRW", "MXN", "MYR", "NZD", "PHP", "SGD", "THB", "ZAR"}) {
    EXPECT_NE(FindCurrency(*CurrencyCode::Parse(code)), nullptr) << code;
  }
}

TEST(Currency, DoesNotKnow) {
  for (const auto* code : {"AAA", "ZZZ", "EUX", "XBT", "BTC", "UKP"})
    EXPECT_EQ(FindCurrency(*CurrencyCode::Parse(code)), nullptr) << code;
  EXPECT_EQ(FindCurrency(CurrencyCode()), nullptr);
  // Invalid codes; the last, "AEh", has the same table index as AFN.
  for (std::uint32_t packed : {0xFFFFFFFFu, 0x414221u, 0x7F4145u, 0x414568u})
    EXPECT_EQ(FindCurrency(CurrencyCode::FromPacked(packed)), nullptr);
}

TEST(Currency, FindsEachOfItsTable) {
  EXPECT_GT(AllCurrencies().size(), 270u);
  for (const auto& currency : AllCurrencies()) {
    EXPECT_EQ(FindCurrency(currency.code), &currency);
    EXPECT_FALSE(currency.name.empty());
    EXPECT_LT(currency.first_day.value_or(Date::Of(1, 1, 1)),
              currency.last_day.value_or(Date::Of(9999, 12, 31)))
        << currency.name;
  }
}

TEST(Currency, KnowsWhenItWasInUse) {
  const auto* leu = FindCurrency(CurrencyCode::Of("RON"));
  EXPECT_FALSE(leu->InUseOn(Date::Of(2005, 6, 30)));
  EXPECT_TRUE(leu->InUseOn(Date::Of(2005, 7, 1)));
  const auto* lev = FindCurrency(CurrencyCode::Of("BGN"));
  EXPECT_TRUE(lev->InUseOn(Date::Of(2025, 12, 31)));
  EXPECT_FALSE(lev->InUseOn(Date::Of(2026, 1, 1)));
}

}  // namespace
}  // namespace fxlake::rates
