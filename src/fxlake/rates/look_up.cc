// SPDX-License-Identifier: Apache-2.0
#include "fxlake/rates/look_up.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "fxlake/base/excerpt.h"
#include "fxlake/base/nearest.h"

namespace fxlake::rates {
namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, 3> kNames = {"exact", "previous", "next"};

}  // namespace

std::string_view NameOf(LookUp look_up) { return kNames[static_cast<std::size_t>(look_up)]; }

std::span<const std::string_view> LookUpNames() { return kNames; }

Result<LookUp> ParseLookUp(std::string_view name) {
  const auto found = std::ranges::find(kNames, name);
  if (found != kNames.end()) return static_cast<LookUp>(found - kNames.begin());
  return InvalidInput("unknown fallback rule: \"" + std::string(Excerpt(name, 40)) + "\"" +
                      DidYouMean(name, kNames));
}

std::string LookUpRule::Describe(Date date) const {
  auto on = "on " + date.ToString();
  if (look_up == LookUp::exact) return on;
  return on + " or in the " + std::to_string(reach) + " days " +
         (look_up == LookUp::previous ? "before" : "after");
}

std::optional<DatedRate> FindRate(const RateSeries& series, Pair pair, Date date, const LookUpRule& rule) {
  const auto found =
      rule.look_up == LookUp::next ? series.FirstOnOrAfter(pair, date) : series.LastOnOrBefore(pair, date);
  const int reach = rule.look_up == LookUp::exact ? 0 : rule.reach;
  if (!found || std::abs(found->date - date) > reach) return std::nullopt;
  return found;
}

}  // namespace fxlake::rates
