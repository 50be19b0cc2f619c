// SPDX-License-Identifier: Apache-2.0
#include "fxlake/rates/currency_code.h"

#include <algorithm>

#include "fxlake/base/excerpt.h"

namespace fxlake::rates {

Result<CurrencyCode> CurrencyCode::Parse(std::string_view text) {
  const bool characters = std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
  if (text.size() != 3 || !characters) {
    return InvalidInput("currency code is not three letters: \"" + std::string(Excerpt(text, 40)) + "\"");
  }
  return CurrencyCode(Pack(text[0], text[1], text[2]));
}

}  // namespace fxlake::rates
