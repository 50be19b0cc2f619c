// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>

#include "fxlake/rates/route.h"
#include "fxlake/server/snapshot/history_cursor.h"

namespace fxlake::server {

// Computes rates::Quote for one pair on successive days without its search, for days that a published rate or
// a single cross of two answers, which is nearly always the case. Consecutive days are fastest.
class QuoteColumn {
 public:
  // A published rate that a quote is made of.
  struct Leg {
    const PairHistory* history = nullptr;
    std::size_t index = 0;
    bool divides = false;
    Decimal rate() const { return history->RateAt(index); }
    std::int32_t day() const { return history->days[index]; }
    rates::CurrencyCode from() const { return divides ? history->pair.target() : history->pair.base(); }
    rates::CurrencyCode to() const { return divides ? history->pair.base() : history->pair.target(); }
  };
  enum class Answer { quoted, none, unknown };  // unknown: use rates::Quote

  // The history must outlive it. `route` supplies everything except the currencies and the day.
  QuoteColumn(const RateHistory& history, const rates::RouteRequest& route, rates::CurrencyCode from,
              rates::CurrencyCode to);

  rates::CurrencyCode to() const { return to_; }
  // Whether the source has any rate of the target from `first` to `last`.
  bool HasRates(std::int32_t first, std::int32_t last);
  Answer Find(std::int32_t day);

  // The result of the last Find.
  std::span<const Leg> legs() const { return {legs_.data(), leg_count_}; }
  std::int32_t day() const {
    return leg_count_ == 1 ? legs_[0].day() : std::min(legs_[0].day(), legs_[1].day());
  }
  std::string_view derivation() const { return derivation_; }
  // Appends the digits of its rate; false, with nothing appended, when rates::Quote must compute them.
  bool AppendRate(std::string& out) const;

 private:
  // A rate between two currencies, in either direction.
  struct Hop {
    std::optional<HistoryCursor> published, inverse;
    std::optional<Leg> Find(std::int32_t day, const rates::LookUpRule& rule);
  };
  struct Cross {
    Hop first, second;
    std::string derivation;
  };
  static Hop HopOf(const RateHistory& history, rates::CurrencyCode from, rates::CurrencyCode to);
  Answer Take(std::span<const Leg> legs, std::string_view derivation);

  rates::CurrencyCode to_;
  rates::LookUpRule look_up_;
  bool days_may_differ_;
  std::int32_t simple_until_;  // from that day on, one of the currencies has a successor
  bool has_predecessor_;
  Hop direct_;
  std::vector<Cross> crosses_;
  std::vector<HistoryCursor> rates_of_target_;
  std::array<Leg, 2> legs_ = {};
  std::size_t leg_count_ = 0;
  std::string_view derivation_;
};

}  // namespace fxlake::server
