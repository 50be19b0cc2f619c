// SPDX-License-Identifier: Apache-2.0
#include "fxlake/rates/leg.h"

#include <algorithm>

namespace fxlake::rates {

Leg Leg::Reversed() const {
  Leg back = *this;
  std::swap(back.from, back.to);
  back.operation = operation == Operation::multiply ? Operation::divide : Operation::multiply;
  return back;
}

std::string Leg::ToString() const {
  const auto* derivation = operation == Operation::multiply ? ": multiplied by " : ": divided by ";
  const auto* since = kind == LegKind::published ? " of " : ", fixed since ";
  return from.ToString() + " to " + to.ToString() + derivation + rate.ToString() + since + date.ToString();
}

Leg ForwardLeg(const Succession& succession) {
  const bool euro = succession.kind == SuccessionKind::fixed_euro_rate;
  return {.from = succession.predecessor,
          .to = succession.successor,
          .kind = euro ? LegKind::fixed_euro_rate : LegKind::redenomination,
          .operation = Operation::divide,
          .rate = succession.rate(),
          .date = succession.since};
}

std::vector<Leg> Reversed(const std::vector<Leg>& legs) {
  std::vector<Leg> back;
  for (auto leg = legs.rbegin(); leg != legs.rend(); ++leg) back.push_back(leg->Reversed());
  return back;
}

}  // namespace fxlake::rates
