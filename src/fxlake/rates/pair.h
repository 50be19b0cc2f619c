// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "fxlake/base/result.h"
#include "fxlake/rates/currency_code.h"

namespace fxlake::rates {

// Two different currencies in order: 1 base = rate target.
class Pair {
 public:
  // invalid_input when both are equal or one is not a currency.
  static Result<Pair> Make(CurrencyCode base, CurrencyCode target);
  // BASE/TARGET: "EUR/USD".
  static Result<Pair> Parse(std::string_view text);
  // For literals: Pair::Of("EUR", "USD"). An invalid pair does not compile.
  static consteval Pair Of(const char (&base)[4], const char (&target)[4]) {
    const auto from = CurrencyCode::Of(base), to = CurrencyCode::Of(target);
    if (from == to) throw "a pair needs two different currencies";
    return Pair(from, to);
  }

  constexpr CurrencyCode base() const { return base_; }
  constexpr CurrencyCode target() const { return target_; }
  constexpr Pair Inverse() const { return Pair(target_, base_); }
  std::string ToString() const { return base_.ToString() + "/" + target_.ToString(); }

  friend constexpr auto operator<=>(const Pair&, const Pair&) = default;

 private:
  friend class ObservationBatch;  // its columns hold only codes of valid pairs
  constexpr Pair(CurrencyCode base, CurrencyCode target) : base_(base), target_(target) {}
  CurrencyCode base_;
  CurrencyCode target_;
};

}  // namespace fxlake::rates
