// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/check_views.h"
#include "fxlake/rates/currency.h"

namespace fxlake::quality {

std::vector<QuotationPause> EndedCurrencies() {
  std::vector<QuotationPause> pauses;
  for (const rates::Currency& currency : rates::AllCurrencies()) {
    if (currency.last_day) pauses.push_back({"", currency.code.ToString(), *currency.last_day + 1, kForever});
  }
  return pauses;
}

}  // namespace fxlake::quality
