// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "fxlake/server/frankfurter/position.h"

namespace fxlake::server {

// The US dollar, through which the rates of several providers are blended.
inline constexpr auto kPivot = rates::CurrencyCode::Of("USD");

struct BlendPart {
  std::string_view key;  // owned by the provider, which must outlive it
  std::int32_t day = 0;
  Rational rate;  // per US dollar
  bool excluded = false;
};

struct BlendedRate {
  std::int32_t day = 0;  // the newest of its parts
  Rational rate;         // per US dollar
  std::vector<BlendPart> parts;
};

// For each currency the mean of the providers' values of one US dollar on a date; each provider's rates are
// crossed with its own dates. With four or more providers, values further from the median than ten times the
// median deviation and than 5 % are excluded. The weight is exp(-0.5 * (age - 3 days)) when the age, relative
// to the newest rate of all, exceeds three days, otherwise 1; it is rounded to twelve digits, so that all
// further arithmetic is exact.
std::map<rates::CurrencyCode, BlendedRate> Blend(const std::vector<const Provider*>& providers,
                                                 const Positions& positions, std::int32_t day);

}  // namespace fxlake::server
