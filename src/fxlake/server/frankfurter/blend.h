// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "fxlake/server/frankfurter/position.h"

namespace fxlake::server {

// The US dollar, over which the rates of several providers are blended.
inline constexpr auto kPivot = rates::CurrencyCode::Of("USD");

struct BlendPart {
  std::string_view key;  // of the provider, which outlives it
  std::int32_t day = 0;
  Rational rate;  // 1 US dollar
  bool excluded = false;
};

struct BlendedRate {
  std::int32_t day = 0;  // the newest of its parts
  Rational rate;         // 1 US dollar
  std::vector<BlendPart> parts;
};

// For each currency the mean of what providers say one US dollar is worth, as of a day, each provider's rates
// crossed on the days of their own. With four or more providers, those further from the median than ten times
// the median deviation and than 5 % are left out. The weight is exp(-0.5 * (age - 3 days)) where the age,
// against the newest rate of all, is more than three days; to twelve digits, for exactness of all that
// follows.
std::map<rates::CurrencyCode, BlendedRate> Blend(const std::vector<const Provider*>& providers,
                                                 const Positions& positions, std::int32_t day);

}  // namespace fxlake::server
