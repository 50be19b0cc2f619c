// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>

#include "fxlake/rates/route.h"
#include "fxlake/server/snapshot/history_cursor.h"

namespace fxlake::server {

// What rates::Quote says of one pair on one day after the other, without its search: for days on which a
// published rate or one cross of two answers, as almost always. Day after day is quickest.
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
  enum class Answer { quoted, none, unknown };  // unknown: rates::Quote has to be asked

  // The history outlives it. `route` says all but the two currencies and the day.
  QuoteColumn(const RateHistory& history, const rates::RouteRequest& route, rates::CurrencyCode from,
              rates::CurrencyCode to);

  rates::CurrencyCode to() const { return to_; }
  // Whether the source has any rate of the target from `first` to `last`.
  bool HasRates(std::int32_t first, std::int32_t last);
  Answer Find(std::int32_t day);

  // Of what was found last.
  std::span<const Leg> legs() const { return {legs_.data(), leg_count_}; }
  std::int32_t day() const {
    return leg_count_ == 1 ? legs_[0].day() : std::min(legs_[0].day(), legs_[1].day());
  }
  std::string_view derivation() const { return derivation_; }
  // The digits of its rate; false, and nothing appended, where rates::Quote has to be asked for them.
  bool AppendRate(std::string& out) const;

 private:
  // Between two currencies, whichever way round it was published.
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
  std::int32_t simple_until_;  // from that day on one of the currencies has a successor
  bool has_predecessor_;
  Hop direct_;
  std::vector<Cross> crosses_;
  std::vector<HistoryCursor> rates_of_target_;
  std::array<Leg, 2> legs_ = {};
  std::size_t leg_count_ = 0;
  std::string_view derivation_;
};

}  // namespace fxlake::server
