// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "fxlake/base/date.h"
#include "fxlake/base/rational.h"
#include "fxlake/rates/currency_code.h"

namespace fxlake::rates {

enum class SuccessionKind { fixed_euro_rate, redenomination };

// One currency taking another's place at a rate that law fixed for ever.
struct Succession {
  CurrencyCode predecessor;
  CurrencyCode successor;
  std::string_view units;  // of the predecessor for one of the successor, with the digits of the law
  Date since;
  SuccessionKind kind;

  Rational rate() const;
};

// The 21 conversion rates of the euro: Council Regulation (EC) 2866/98 and its amendments up to Bulgaria's.
// Each has six significant figures and is neither rounded nor cut nor inverted (Regulation (EC) 1103/97
// article 4).
std::span<const Succession> FixedEuroRates();

// New units for old since 1990, the ECU's turning into the euro among them (Regulation (EC) 1103/97 article
// 2). Venezuela's last one is left out: its rates go on under the old code, VES, and the new one, VED.
std::span<const Succession> Redenominations();

// What came after `predecessor`, of either kind; nullptr when nothing did. A currency has at most one
// successor.
const Succession* FindSuccession(CurrencyCode predecessor);

}  // namespace fxlake::rates
