// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "fxlake/base/date.h"
#include "fxlake/base/decimal.h"
#include "fxlake/rates/currency_code.h"

namespace fxlake::rates {

// A currency whose value in another is fixed by its issuer: 1 anchor = rate quote.
struct Peg {
  CurrencyCode quote;
  CurrencyCode anchor;
  Decimal rate;
  std::optional<Date> since;  // nullopt: for the whole life of the anchor
  std::string_view authority;

  bool HoldsOn(Date date) const { return !since || *since <= date; }
};

// The published parities in force today, sorted by quote.
std::span<const Peg> AllPegs();
// nullptr when the currency has no peg.
const Peg* FindPeg(CurrencyCode quote);

}  // namespace fxlake::rates
