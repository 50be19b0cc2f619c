// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "fxlake/base/result.h"
#include "fxlake/rates/rate_series.h"

namespace fxlake::rates {

// Which rate to use for a date without a published one.
enum class LookUp {
  exact,     // no rate
  previous,  // the last one before
  next,      // the first one after: Directive 2006/112/EC article 369h, VAT in the one-stop shop
};

std::string_view NameOf(LookUp look_up);
std::span<const std::string_view> LookUpNames();
// "exact", "previous", "next"; invalid_input suggests the nearest name.
Result<LookUp> ParseLookUp(std::string_view name);

struct LookUpRule {
  LookUp look_up = LookUp::previous;
  int reach = 14;  // maximum distance in days from the requested date

  // For messages: "on 2026-04-05", "on 2026-04-05 or in the 14 days before".
  std::string Describe(Date date) const;
};

// The rate of `pair` for `date`, with its publication date.
std::optional<DatedRate> FindRate(const RateSeries& series, Pair pair, Date date, const LookUpRule& rule);

}  // namespace fxlake::rates
