// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "fxlake/base/date.h"
#include "fxlake/rates/currency_code.h"

namespace fxlake::rates {

// A currency, fund code or metal of ISO 4217: list one (in use), and from list three those in use in 1990 or
// later. Also four codes outside the standard that banks and markets publish: CNH, GGP, IMP, JEP.
struct Currency {
  CurrencyCode code;
  std::uint16_t numeric;  // ISO 4217 number; 0: none. A successor may have its predecessor's number
  // decimal digits of an amount; nullopt where the standard says N.A. (XAU, XDR)
  std::optional<int> minor_units;
  std::string_view name;          // in English; with years where several currencies share a name
  std::string_view symbol;        // printed before or after an amount; "" where none is common
  std::optional<Date> first_day;  // nullopt: before 1990, or unknown
  // nullopt: in use. The last day as unit of account; notes may circulate longer
  std::optional<Date> last_day;

  // Whether it was a unit of account on `date`.
  bool InUseOn(Date date) const {
    return (!first_day || *first_day <= date) && (!last_day || date <= *last_day);
  }
};

// nullptr when there is no such currency. O(1) without allocation, so it may be called for every rate of a
// file.
const Currency* FindCurrency(CurrencyCode code);

// All currencies, sorted by code.
std::span<const Currency> AllCurrencies();

}  // namespace fxlake::rates
