// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/check_views.h"
#include "fxlake/rates/currency.h"

namespace fxlake::quality {
namespace {

// 31 December 9999.
const Date kForever = Date::FromDays(2'932'896);

Date Day(int year, int month, int day) { return Date::FromCivil(year, month, day).value_or(kForever); }

}  // namespace

std::vector<QuotationPause> KnownPauses() {
  std::vector<QuotationPause> pauses;
  for (const rates::Currency& currency : rates::AllCurrencies()) {
    if (currency.last_day) pauses.push_back({"", currency.code.ToString(), *currency.last_day + 1, kForever});
  }
  for (const char* source : {"ecb", "ecb-daily", "ecb-hist", "ecb-history", "ecb-sdmx-json", "frankfurter"}) {
    pauses.push_back({source, "ISK", Day(2008, 12, 10), Day(2018, 1, 31)});
    pauses.push_back({source, "RUB", Day(2022, 3, 2), kForever});
  }
  return pauses;
}

}  // namespace fxlake::quality
