// SPDX-License-Identifier: Apache-2.0
#include "fxlake/rates/rounding_name.h"

#include <algorithm>
#include <array>

#include "fxlake/base/excerpt.h"
#include "fxlake/base/nearest.h"

namespace fxlake::rates {
namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, 6> kNames = {"half_even",      "half_away", "toward_zero",
                                                    "away_from_zero", "floor",     "ceiling"};
static_assert(static_cast<std::size_t>(Rounding::ceiling) + 1 == kNames.size());

}  // namespace

std::string_view NameOf(Rounding rounding) { return kNames[static_cast<std::size_t>(rounding)]; }

std::span<const std::string_view> RoundingNames() { return kNames; }

Result<Rounding> ParseRounding(std::string_view name) {
  const auto found = std::ranges::find(kNames, name);
  if (found != kNames.end()) return static_cast<Rounding>(found - kNames.begin());
  return InvalidInput("unknown rounding rule: \"" + std::string(Excerpt(name, 40)) + "\"" +
                      DidYouMean(name, kNames));
}

}  // namespace fxlake::rates
