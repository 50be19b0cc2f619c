// SPDX-License-Identifier: Apache-2.0
#include "fxlake/transform/plausibility.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>

#include "fxlake/rates/magnitudes.h"
#include "fxlake/transform/plausibility_arithmetic.h"
#include "fxlake/transform/plausibility_thresholds.h"

namespace fxlake::transform {
namespace {

using rates::Observation;
using rates::ObservationBatch;

std::uint64_t KeyOf(std::uint32_t base, std::uint32_t target) { return std::uint64_t{base} << 32u | target; }

}  // namespace

Plausibility::PairState& Plausibility::StateOf(std::uint32_t base, std::uint32_t target) {
  const auto found = pairs_.find(KeyOf(base, target));
  if (found != pairs_.end()) return found->second;
  const auto pair = *rates::Pair::Parse(rates::CurrencyCode::FromPacked(base).ToString() + "/" +
                                        rates::CurrencyCode::FromPacked(target).ToString());
  const auto bound = spec_.bounds.find(pair);
  PairState state{.pair = pair,
                  .log_bound = std::log(DoubleOf(bound == spec_.bounds.end() ? spec_.bound : bound->second)),
                  .known = {},
                  .last = {},
                  .today = {},
                  .today_reference = {},
                  .series = {},
                  .whole_series = {}};
  FindPeg(state);
  return pairs_.emplace(KeyOf(base, target), std::move(state)).first->second;
}

Plausibility::PairState& Plausibility::StatesInOrder::At(std::size_t place, std::uint32_t base,
                                                         std::uint32_t target) {
  const auto key = KeyOf(base, target);
  if (place >= last_.size()) last_.resize(place + 1);
  auto& [known, state] = last_[place];
  if (known != key) {
    known = key;
    state = &of_.StateOf(base, target);
  }
  return *state;
}

void Plausibility::FindPeg(PairState& state) const {
  const auto base = state.pair.base(), target = state.pair.target();
  if (const auto* peg = rates::FindPeg(target)) {
    state.peg = peg;
    state.peg_anchor = peg->anchor == base ? 0 : KeyOf(base.packed(), peg->anchor.packed());
  } else if (const auto* of_base = rates::FindPeg(base)) {
    state.peg = of_base;
    state.peg_inverse = true;
    state.peg_anchor = of_base->anchor == target ? 0 : KeyOf(of_base->anchor.packed(), target.packed());
  }
}

std::int32_t Plausibility::FirstKnownDay() const {
  return newest_year_ == 0 ? INT32_MIN : Date::FromCivil(newest_year_ - 1, 1, 1)->days();
}

void Plausibility::Know(const lake::RateRows& rates) {
  StatesInOrder states(*this);
  std::size_t place = 0;
  for (std::size_t i = 0; i < rates.rows.size(); ++i) {
    const auto& row = rates.rows[i];
    place = i > 0 && rates.rows[i - 1].day == row.day ? place + 1 : 0;
    states.At(place, row.base, row.target).known.push_back({row.day, row.rate});
    newest_year_ = std::max(newest_year_, Date::FromDays(row.day).year());
  }
  for (auto& [key, state] : pairs_) {
    if (!std::ranges::is_sorted(state.known, {}, &Rate::day)) std::ranges::sort(state.known, {}, &Rate::day);
  }
}

bool Plausibility::KnowsEnough(std::span<const ObservationBatch* const> bodies) const {
  std::int32_t first = INT32_MAX;
  for (const auto* body : bodies) {
    if (!body->empty()) first = std::min(first, std::ranges::min(body->days()));
  }
  for (const auto* body : bodies) {
    std::uint64_t last = 0;
    for (std::size_t i = 0; i < body->size(); ++i) {
      const auto key = KeyOf(body->bases()[i], body->targets()[i]);
      if (key == last) continue;
      last = key;
      const auto found = pairs_.find(key);
      if (found == pairs_.end() || found->second.known.empty() || found->second.known.front().day >= first)
        return false;
    }
  }
  return true;
}

// The last rate before the day, from this fetch or the lake; else the lake's rate of that day, else its next
// one.
Plausibility::Rate Plausibility::ReferenceOf(const PairState& state, std::int32_t day) {
  Rate reference = state.last;
  const auto from_day = std::ranges::lower_bound(state.known, day, {}, &Rate::day);
  if (from_day != state.known.begin()) {
    const auto& before = *std::prev(from_day);
    if (reference.units == 0 || before.day > reference.day) reference = before;
  } else if (reference.units == 0 && from_day != state.known.end()) {
    reference = *from_day;
  }
  return reference.units != 0 && std::abs(day - reference.day) > kReferenceDays ? Rate{} : reference;
}

// Of several rows of one fetch for one day the first is used, as in the merge.
void Plausibility::TakeIn(PairState& state, Rate rate) {
  if (state.last.units != 0 && state.last.day == rate.day) return;
  state.last = rate;
  newest_year_ = std::max(newest_year_, Date::FromDays(rate.day).year());
  if (rate.day < FirstKnownDay()) return;
  auto& known = state.known;
  const auto place = known.empty() || known.back().day < rate.day
                         ? known.end()
                         : std::ranges::lower_bound(known, rate.day, {}, &Rate::day);
  if (place != known.end() && place->day == rate.day) {
    place->units = rate.units;
  } else {
    known.insert(place, rate);
  }
  if (known.size() > kMostKnown) {
    const auto first = FirstKnownDay();
    std::erase_if(known, [&](const Rate& each) { return each.day < first; });
  }
}

// "160 on 2026-04-14 is 10.1 times what ...", when it does not have the magnitude of its pair.
std::string Plausibility::AgainstMagnitude(rates::Pair pair, Date date, std::int64_t units) const {
  const auto magnitude = rates::MagnitudeOf(pair, date);
  if (!magnitude) return "";
  const double away = std::log(DoubleOf(Decimal::FromUnits(units)) / *magnitude);
  if (std::abs(away) <= std::log(kSeriesFactor)) return "";
  return fmt::format("{} on {} is {} the usual value of one {} in {}, about {:.3g}", Text(units),
                     date.ToString(), Times(away), pair.base().ToString(), pair.target().ToString(),
                     *magnitude);
}

// A series is held when none of its newest rates is plausible; a single implausible one shows in comparison
// with its neighbors.
void Plausibility::CheckSeries(PairState& state, const Context& context) const {
  const auto& newest = *state.series;
  std::string reason;
  for (const auto& row : newest) {
    reason = AgainstMagnitude(state.pair, row.date, row.rate.units());
    if (reason.empty()) break;
  }
  if (!reason.empty()) {
    state.whole_series = std::move(reason);
    return;
  }
  if (!context.other_rate) return;
  for (const auto& row : newest) {
    const auto other = context.other_rate(row);
    if (!other) continue;
    const double away = Log(row.rate.units(), other->rate.units());
    if (std::abs(away) <= std::log(kOtherFactor)) return;
    reason = fmt::format("{} on {} is {} the rate of {} on that day, {}", Text(row.rate.units()),
                         row.date.ToString(), Times(away), other->source, Text(other->rate.units()));
  }
  if (reason.empty()) return;
  state.whole_series = std::move(reason);
  state.by_other_source = true;
}

// Determines each pair's reference, and whether the series of pairs without a known rate are plausible.
void Plausibility::BeginFetch(std::span<const ObservationBatch* const> bodies, const std::vector<Run>& runs,
                              const Context& context) {
  ++fetch_;
  const auto first_known = FirstKnownDay();
  std::vector<PairState*> unknown;
  StatesInOrder states(*this);
  for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
    const auto& body = *bodies[run->body];
    for (auto i = run->begin; i < run->end; ++i) {
      auto& state = states.At(i - run->begin, body.bases()[i], body.targets()[i]);
      if (state.fetch != fetch_) {
        state.fetch = fetch_;
        state.whole_series.reset();
        state.series.reset();
        state.by_other_source = false;
        state.last = {};
        std::erase_if(state.known, [&](const Rate& each) { return each.day < first_known; });
        if (ReferenceOf(state, body.days()[i]).units == 0) {
          state.series.emplace();
          unknown.push_back(&state);
        }
      }
      if (!state.series || state.series->size() == kNewestOfSeries) continue;
      const auto row = body.At(i);
      if (!context.decide || context.decide(run->body, row) == RowDecision::none)
        state.series->push_back(row);
    }
  }
  for (auto* state : unknown) CheckSeries(*state, context);
}

// The rates of a pair on a day and after it.
std::vector<std::int64_t> Plausibility::Following(const PairState& state,
                                                  std::span<const ObservationBatch* const> bodies,
                                                  std::span<const Run> runs) const {
  std::vector<std::int64_t> rates;
  for (const auto& run : runs) {
    if (rates.size() == kFollowing || run.day - runs.front().day > kFollowingDays) break;
    const auto& body = *bodies[run.body];
    for (auto i = run.begin; i < run.end; ++i) {
      if (body.bases()[i] == state.pair.base().packed() && body.targets()[i] == state.pair.target().packed())
        rates.push_back(body.rates()[i]);
    }
  }
  return rates;
}

std::string Plausibility::CheckRow(Row& row, std::span<const ObservationBatch* const> bodies,
                                   std::span<const Run> runs) const {
  auto& state = *row.state;
  if (state.whole_series) return *state.whole_series;
  const auto day = row.rate.day;
  const auto units = row.rate.units;
  if (row.reference.units == 0) {
    auto rates = Following(state, bodies, runs);
    if (rates.size() < 3) return AgainstMagnitude(state.pair, Date::FromDays(day), units);
    std::ranges::sort(rates);
    const auto middle = rates[rates.size() / 2];
    const double away = Log(units, middle);
    return std::abs(away) > state.log_bound
               ? fmt::format("{} the usual rate of the following days, {}", Times(away), Text(middle))
               : "";
  }
  const auto& reference = row.reference;
  const double ratio = static_cast<double>(units) / static_cast<double>(reference.units);
  if (std::abs(ratio - 1) < kMinSwapStep) return "";
  row.step = std::log(ratio);
  const double step = std::abs(row.step);
  if (step < kPlausibleStep) return "";
  const int gap = std::abs(day - reference.day);
  if (gap <= kNearDays && step > kInverseApart) {
    const double product =
        std::log(DoubleOf(Decimal::FromUnits(units)) * DoubleOf(Decimal::FromUnits(reference.units)));
    if (std::abs(product) < kMatch * step)
      return fmt::format("it looks inverted: {} on {} is about the inverse of {}", Text(reference.units),
                         DayText(reference.day), Text(units));
  }
  const double bound = state.log_bound * (1 + gap / kGapDays);
  if (step <= bound) return "";
  const auto from = Date::FromDays(reference.day), to = Date::FromDays(day);
  const double factor = std::exp(step), tolerance = std::exp(state.log_bound);
  if (rates::IsKnownStep(state.pair.base(), from, to, factor, tolerance) ||
      rates::IsKnownStep(state.pair.target(), from, to, factor, tolerance))
    return "";
  return fmt::format("{} the rate on {}, {}", Times(row.step), DayText(reference.day), Text(reference.units));
}

std::vector<HeldRow> Plausibility::Judge(std::span<const ObservationBatch* const> bodies,
                                         const Context& context) {
  std::vector<HeldRow> held;
  if (!spec_.check) return held;
  std::vector<Run> runs;
  for (std::uint32_t b = 0; b < bodies.size(); ++b) {
    const auto days = bodies[b]->days();
    for (std::uint32_t begin = 0, end = 0; begin < days.size(); begin = end) {
      while (end < days.size() && days[end] == days[begin]) ++end;
      runs.push_back({days[begin], b, begin, end});
    }
  }
  if (!std::ranges::is_sorted(runs, {}, &Run::day)) std::ranges::stable_sort(runs, {}, &Run::day);
  BeginFetch(bodies, runs, context);
  std::vector<Row> column;
  StatesInOrder states(*this);
  for (std::size_t first = 0, last = 0; first < runs.size(); first = last) {
    column.clear();
    for (; last < runs.size() && runs[last].day == runs[first].day; ++last) {
      const auto& body = *bodies[runs[last].body];
      for (auto i = runs[last].begin; i < runs[last].end; ++i) {
        auto& state = states.At(column.size(), body.bases()[i], body.targets()[i]);
        column.push_back({.body = runs[last].body,
                          .row = i,
                          .state = &state,
                          .rate = {runs[first].day, body.rates()[i]},
                          .reference = {},
                          .reason = ""});
      }
    }
    for (auto& row : column) {
      const auto decision =
          context.decide ? context.decide(row.body, bodies[row.body]->At(row.row)) : RowDecision::none;
      row.dismissed = decision == RowDecision::dismissed;
      row.accepted = decision == RowDecision::accepted;
      if (decision == RowDecision::held) row.reason = "another source has a different rate";
      row.reference = ReferenceOf(*row.state, row.rate.day);
      if (decision != RowDecision::none) continue;
      const auto known = std::ranges::lower_bound(row.state->known, row.rate.day, {}, &Rate::day);
      row.is_known =
          known != row.state->known.end() && known->day == row.rate.day && known->units == row.rate.units;
      if (row.is_known) continue;
      row.reason = CheckRow(row, bodies, std::span(runs).subspan(first));
    }
    CheckSwaps(column);
    CheckPegs(column);
    CheckRepeat(column);
    for (auto& row : column) {
      auto& state = *row.state;
      if (row.dismissed || !row.reason.empty()) {
        held.push_back({row.body, row.row, row.dismissed ? "" : std::move(row.reason),
                        !row.dismissed && state.by_other_source});
        continue;
      }
      TakeIn(state, row.rate);
    }
  }
  std::ranges::sort(held, {}, [](const HeldRow& row) { return std::pair(row.body, row.row); });
  return held;
}

}  // namespace fxlake::transform
