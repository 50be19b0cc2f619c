// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/base/date.h"
#include "fxlake/base/rational.h"
#include "fxlake/rates/currency_code.h"
#include "fxlake/rates/succession.h"

namespace fxlake::rates {

enum class LegKind { published, fixed_euro_rate, redenomination };
enum class Operation { multiply, divide };

// One step from a currency to another: an amount of `from`, multiplied or divided by `rate`, is an amount of
// `to`. The rate is as it was published or laid down, never inverted.
struct Leg {
  CurrencyCode from;
  CurrencyCode to;
  LegKind kind = LegKind::published;
  Operation operation = Operation::multiply;
  Rational rate;
  Date date;  // published: the day of the rate; otherwise the day since which it holds

  // The same step walked the other way.
  Leg Reversed() const;
  // "USD to EUR: divided by 1.1684 of 2026-04-10", "ITL to EUR: divided by 1936.27, fixed since 1999-01-01".
  std::string ToString() const;
};

// From the predecessor to the successor.
Leg ForwardLeg(const Succession& succession);
// The legs walked from the last to the first.
std::vector<Leg> Reversed(const std::vector<Leg>& legs);

}  // namespace fxlake::rates
