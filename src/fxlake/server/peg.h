// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "fxlake/base/date.h"
#include "fxlake/base/decimal.h"
#include "fxlake/rates/currency_code.h"

namespace fxlake::server {

// A currency that is worth a fixed amount of another by a decision of its issuer: 1 anchor = rate quote.
struct Peg {
  rates::CurrencyCode quote;
  rates::CurrencyCode anchor;
  Decimal rate;
  std::optional<Date> since;  // nullopt: as long as anybody quotes the anchor
  std::string_view authority;

  bool HoldsOn(Date date) const { return !since || *since <= date; }
};

std::span<const Peg> AllPegs();  // by quote
const Peg* FindPeg(rates::CurrencyCode quote);

}  // namespace fxlake::server
