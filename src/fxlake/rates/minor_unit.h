// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "fxlake/rates/currency_code.h"

namespace fxlake::rates {

// A subunit in which exchanges quote prices, under a code that is not in ISO 4217: GBX and GBp are pence.
struct MinorUnit {
  std::string_view code;
  CurrencyCode currency;
  int per_unit;  // subunits per currency unit
};

// nullptr when `text` is not such a code. Case-sensitive: "GBp" is one; "gbp" and "GBP" are the pound.
const MinorUnit* FindMinorUnit(std::string_view text);

// Why `text` is rejected where a currency is expected, and what to use instead; "" when it is not the code of
// a minor unit and does not resemble one.
std::string WhyNoCurrency(std::string_view text);

// Parses a currency code in any case. invalid_input for other text; for a minor unit the message names its
// currency and factor.
Result<CurrencyCode> ParseTypedCode(std::string_view text);

// A currency code in upper case. That of a minor unit (GBp) is unchanged, so that it never becomes its
// currency's.
std::string UpperCaseCode(std::string_view text);

}  // namespace fxlake::rates
