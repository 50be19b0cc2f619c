// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "fxlake/base/date.h"
#include "fxlake/base/decimal.h"
#include "fxlake/rates/pair.h"

namespace fxlake::sources {

// Days on which a source does not quote a currency although it publishes.
struct QuotationPause {
  rates::CurrencyCode currency;
  Date first;
  std::optional<Date> last;  // inclusive; unset: not resumed
};

// Which rates of a source are held as suspect: [plausibility] in its file (docs/reference/plausibility.md).
struct PlausibilitySpec {
  bool check = true;
  // by which factor a rate may differ from the last one of its pair
  Decimal bound = Decimal::FromUnits(2 * Decimal::kOne);
  std::map<rates::Pair, Decimal> bounds;  // for individual pairs
  std::vector<std::string> broken_pegs;   // currencies whose parity this source does not follow
  std::vector<QuotationPause> pauses;     // for the rules about missing rates
  bool may_repeat = false;                // all rates of a day may equal those of the previous day
};

}  // namespace fxlake::sources
