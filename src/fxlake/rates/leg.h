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

// One conversion step: an amount of `from`, multiplied or divided by `rate`, is an amount of `to`. The rate
// is as published or as fixed by law, never inverted.
struct Leg {
  CurrencyCode from;
  CurrencyCode to;
  LegKind kind = LegKind::published;
  Operation operation = Operation::multiply;
  Rational rate;
  Date date;  // published: the rate date; fixed: the first day of validity

  // The same step in the opposite direction.
  Leg Reversed() const;
  // "USD to EUR: divided by 1.1684 of 2026-04-10", "ITL to EUR: divided by 1936.27, fixed since 1999-01-01".
  std::string ToString() const;
};

// From the predecessor to the successor.
Leg ForwardLeg(const Succession& succession);
// The legs in reverse order, each reversed.
std::vector<Leg> Reversed(const std::vector<Leg>& legs);

}  // namespace fxlake::rates
