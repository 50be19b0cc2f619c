// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "fxlake/transform/plausibility.h"
#include "fxlake/transform/plausibility_arithmetic.h"
#include "fxlake/transform/plausibility_thresholds.h"

// The checks that compare all rates of a day.
namespace fxlake::transform {

// Two pairs with a common currency whose rates are exchanged.
void Plausibility::CheckSwaps(std::vector<Row>& column) const {
  std::vector<Row*> moved;
  for (auto& row : column) {
    const bool near = row.reference.units != 0 && std::abs(row.rate.day - row.reference.day) <= kNearDays;
    if (near && std::abs(row.step) > kPlausibleStep * (1 - kMatch) && row.IsOpen()) moved.push_back(&row);
  }
  for (std::size_t i = 0; i < moved.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      auto &a = *moved[i], &b = *moved[j];
      if (a.state->pair.base() != b.state->pair.base() && a.state->pair.target() != b.state->pair.target())
        continue;
      const auto last_a = a.reference.units, last_b = b.reference.units;
      const double apart = std::abs(Log(last_a, last_b));
      if (apart < kSwapApart || std::abs(Log(a.rate.units, last_b)) > kMatch * apart ||
          std::abs(Log(b.rate.units, last_a)) > kMatch * apart)
        continue;
      const auto reason = [](const Row& row, const Row& other) {
        return fmt::format("it looks swapped with {}, which was {} on {}; this pair was {}",
                           other.state->pair.ToString(), Text(other.reference.units),
                           DayText(other.reference.day), Text(row.reference.units));
      };
      a.reason = reason(a, b);
      b.reason = reason(b, a);
    }
  }
}

void Plausibility::CheckPegs(std::vector<Row>& column) const {
  for (auto& row : column) {
    row.state->today = row.reason.empty() && !row.dismissed ? row.rate : Rate{};
    row.state->today_reference = row.reference;
  }
  for (auto& row : column) {
    const auto& state = *row.state;
    if (state.peg == nullptr || !row.reason.empty() || !row.IsOpen()) continue;
    if (std::ranges::find(spec_.broken_pegs, state.peg->quote.ToString()) != spec_.broken_pegs.end())
      continue;
    if (!state.peg->HoldsOn(Date::FromDays(row.rate.day))) continue;
    const PairState* anchor = nullptr;
    if (state.peg_anchor != 0) {
      const auto found = pairs_.find(state.peg_anchor);
      if (found == pairs_.end() || found->second.today.units == 0 || found->second.today.day != row.rate.day)
        continue;
      anchor = &found->second;
    }
    const auto away = [&](const Rate& rate, const Rate* of_anchor) {
      double cross = std::log(DoubleOf(Decimal::FromUnits(rate.units)));
      if (of_anchor != nullptr) cross -= std::log(DoubleOf(Decimal::FromUnits(of_anchor->units)));
      return (state.peg_inverse ? -cross : cross) - std::log(DoubleOf(state.peg->rate));
    };
    const double now = away(row.rate, anchor == nullptr ? nullptr : &anchor->today);
    if (std::abs(now) <= std::log(kPegFactor)) continue;
    const bool has_before =
        row.reference.units != 0 && (anchor == nullptr || anchor->today_reference.units != 0);
    const double before =
        has_before ? away(row.reference, anchor == nullptr ? nullptr : &anchor->today_reference) : 0;
    if (std::abs(before) > std::log(kPegKeptBefore)) continue;
    // If the anchor moved more than this currency, the anchor's rate is the wrong one.
    const double anchor_step = has_before && anchor != nullptr
                                   ? std::abs(Log(anchor->today.units, anchor->today_reference.units))
                                   : 0;
    if (anchor_step > std::abs(row.step)) continue;
    row.reason = fmt::format("it implies that one {} is {:.4g} {}, but the peg is {}",
                             state.peg->anchor.ToString(), std::exp(now) * DoubleOf(state.peg->rate),
                             state.peg->quote.ToString(), state.peg->rate.ToString());
  }
}

// A whole column that equals the one of the previous publication day.
void Plausibility::CheckRepeat(std::vector<Row>& column) const {
  if (column.size() < kRepeatedPairs || spec_.may_repeat || calendar_.rules().closed_weekdays.empty()) return;
  const auto day = Date::FromDays(column.front().rate.day);
  if (!calendar_.IsPublicationDay(day)) return;
  for (const auto& row : column) {
    const auto& reference = row.reference;
    const bool repeats = reference.units == row.rate.units && reference.day < row.rate.day &&
                         row.rate.day - reference.day <= kNearDays;
    if (!repeats || !row.IsOpen()) return;
  }
  for (auto& row : column) {
    row.reason =
        fmt::format("all {} rates of the day equal those of {}", column.size(), DayText(row.reference.day));
  }
}

}  // namespace fxlake::transform
