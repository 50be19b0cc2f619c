// SPDX-License-Identifier: Apache-2.0
#include "fxlake/rates/minor_unit.h"

#include <gtest/gtest.h>

#include "fxlake/rates/currency.h"

namespace fxlake::rates {
namespace {

TEST(MinorUnit, CodesAsPeopleTypeThem) {
  const auto check = [](std::string_view typed, std::string_view expected) {
    const auto code = ParseTypedCode(typed);
    EXPECT_EQ(code ? code->ToString() : code.error().message(), expected) << typed;
  };
  for (const auto* pound : {"GBP", "gbp", "Gbp", "gBP"}) check(pound, "GBP");
  check("ils", "ILS");
  check("GBp", "GBp is a minor unit, 1/100 of GBP, not a currency: use GBP and divide by 100");
  check("GBX", "GBX is a minor unit, 1/100 of GBP, not a currency: use GBP and divide by 100");
  check("gbx", "gbx is a minor unit, 1/100 of GBP, not a currency: use GBP and divide by 100");
  check("ZAc", "ZAc is a minor unit, 1/100 of ZAR, not a currency: use ZAR and divide by 100");
  check("ZAC", "ZAC is a minor unit, 1/100 of ZAR, not a currency: use ZAR and divide by 100");
  check("ILA", "ILA is a minor unit, 1/100 of ILS, not a currency: use ILS and divide by 100");
  check("KWF", "KWF is a minor unit, 1/1000 of KWD, not a currency: use KWD and divide by 1000");
  check("BWp", "BWp looks like a minor unit (GBp is 1/100 of GBP), not a currency: use capital letters");
  check("ABC", "there is no currency ABC");
  check("EURO", "currency code is not three letters: \"EURO\"");
}

TEST(MinorUnit, NoneOfThemIsACurrency) {
  for (const auto& currency : AllCurrencies())
    EXPECT_EQ(WhyNoCurrency(currency.code.ToString()), "") << currency.code.ToString();
}

}  // namespace
}  // namespace fxlake::rates
