// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "fxlake/base/decimal.h"
#include "fxlake/rates/pair.h"

namespace fxlake::sources {

// Which rates of a source are held as suspect: [plausibility] in its file (docs/reference/plausibility.md).
struct PlausibilitySpec {
  bool check = true;
  Decimal bound = Decimal::FromUnits(
      2 * Decimal::kOne);                 // by which factor a rate may differ from the last one of its pair
  std::map<rates::Pair, Decimal> bounds;  // of single pairs
  std::vector<std::string> broken_pegs;   // currencies whose parity this source does not keep
  bool may_repeat = false;                // all rates of a day may be those of the day before
};

}  // namespace fxlake::sources
