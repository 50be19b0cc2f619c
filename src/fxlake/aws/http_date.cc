// SPDX-License-Identifier: Apache-2.0
#include "fxlake/aws/http_date.h"

#include <fmt/format.h>

namespace fxlake::aws {

std::optional<Instant> ParseHttpDate(std::string_view text) {
  constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  if (text.size() != 29 || !text.ends_with(" GMT")) return std::nullopt;
  const auto month = kMonths.find(text.substr(8, 3));
  if (month == std::string_view::npos || month % 3 != 0) return std::nullopt;
  const auto at = Instant::Parse(fmt::format("{}-{:02}-{}T{}Z", text.substr(12, 4), month / 3 + 1,
                                             text.substr(5, 2), text.substr(17, 8)));
  return at ? std::optional(*at) : std::nullopt;
}

}  // namespace fxlake::aws
