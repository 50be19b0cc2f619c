// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/rates/currency_code.h"

namespace fxlake::rates {

// A part of a currency in which exchanges quote prices, under a code outside of ISO 4217: GBX and GBp are
// pence.
struct MinorUnit {
  std::string_view code;
  CurrencyCode currency;
  int per_unit;  // so many are one unit of the currency
};

// nullptr when `text` is no such code. Capitals count: "GBp" is one, "gbp" and "GBP" are the pound.
const MinorUnit* FindMinorUnit(std::string_view text);

// Why `text` is refused where a currency is expected, and what to use in its place; "" when it is no code of
// a minor unit and does not look like one.
std::string WhyNoCurrency(std::string_view text);

// A code as people type it, in capitals or small letters, of a currency that exists. invalid_input for any
// other text; the message of a minor unit names its currency and the factor.
Result<CurrencyCode> ParseTypedCode(std::string_view text);

// A currency's code in capitals. That of a minor unit (GBp) stays as it is, so that it never becomes its
// currency's.
std::string UpperCaseCode(std::string_view text);

}  // namespace fxlake::rates
