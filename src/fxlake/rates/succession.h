// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "fxlake/base/date.h"
#include "fxlake/base/rational.h"
#include "fxlake/rates/currency_code.h"

namespace fxlake::rates {

enum class SuccessionKind { fixed_euro_rate, redenomination };

// The replacement of a currency by another at a rate fixed by law.
struct Succession {
  CurrencyCode predecessor;
  CurrencyCode successor;
  std::string_view units;  // predecessor units per successor unit, with the digits of the law
  Date since;
  SuccessionKind kind;

  Rational rate() const;
};

// The 21 conversion rates of the euro: Council Regulation (EC) 2866/98 and its amendments up to Bulgaria's.
// Each has six significant figures and must not be rounded, truncated or inverted (Regulation (EC) 1103/97
// article 4).
std::span<const Succession> FixedEuroRates();

// Redenominations since 1990, including the conversion of the ECU to the euro (Regulation (EC) 1103/97
// article 2). Venezuela's last one is omitted: its rates continue under the old code, VES, and the new one,
// VED.
std::span<const Succession> Redenominations();

// The succession of `predecessor`, of either kind; nullptr when there is none. A currency has at most one
// successor.
const Succession* FindSuccession(CurrencyCode predecessor);

}  // namespace fxlake::rates
