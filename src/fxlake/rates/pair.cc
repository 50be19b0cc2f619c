// SPDX-License-Identifier: Apache-2.0
#include "fxlake/rates/pair.h"

#include "fxlake/base/excerpt.h"

namespace fxlake::rates {

Result<Pair> Pair::Make(CurrencyCode base, CurrencyCode target) {
  if (base == CurrencyCode() || target == CurrencyCode()) return InvalidInput("a pair needs two currencies");
  if (base == target)
    return InvalidInput("a pair needs two different currencies, not twice " + base.ToString());
  return Pair(base, target);
}

Result<Pair> Pair::Parse(std::string_view text) {
  if (text.size() != 7 || text[3] != '/') {
    return InvalidInput("not a pair in the format EUR/USD: \"" + std::string(Excerpt(text, 40)) + "\"");
  }
  ASSIGN_OR_RETURN(const auto base, CurrencyCode::Parse(text.substr(0, 3)));
  ASSIGN_OR_RETURN(const auto target, CurrencyCode::Parse(text.substr(4)));
  return Make(base, target);
}

}  // namespace fxlake::rates
