// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "fxlake/base/date.h"
#include "fxlake/rates/currency_code.h"

namespace fxlake::rates {

// One currency, fund code or metal of ISO 4217: list one (in use), and of list three those that were in use
// in 1990 or later. Four codes outside of the standard that banks and markets publish are here too: CNH, GGP,
// IMP, JEP.
struct Currency {
  CurrencyCode code;
  std::uint16_t numeric;  // ISO 4217 number; 0: none. A successor may bear its predecessor's
  std::optional<int>
      minor_units;          // decimal digits of an amount; nullopt where the standard says N.A. (XAU, XDR)
  std::string_view name;    // in English; years are added where another currency bore the same name
  std::string_view symbol;  // as printed before or after an amount; "" where none is usual
  std::optional<Date> first_day;  // nullopt: before 1990, or never had one
  std::optional<Date>
      last_day;  // nullopt: in use. Its last day as unit of account; notes may circulate longer

  // Whether amounts were kept in it on `date`.
  bool InUseOn(Date date) const {
    return (!first_day || *first_day <= date) && (!last_day || date <= *last_day);
  }
};

// nullptr when there is no such currency. O(1), no allocation: it may be asked for every rate of a file.
const Currency* FindCurrency(CurrencyCode code);

// Every currency in the order of its code.
std::span<const Currency> AllCurrencies();

}  // namespace fxlake::rates
