// SPDX-License-Identifier: Apache-2.0
#include "fxlake/rates/minor_unit.h"

#include <algorithm>
#include <iterator>

#include "fxlake/base/text.h"
#include "fxlake/rates/currency.h"

namespace fxlake::rates {
namespace {

// Codes as market data services write them.
constexpr MinorUnit kMinorUnits[] = {
    {"GBp", CurrencyCode::Of("GBP"), 100},  {"GBX", CurrencyCode::Of("GBP"), 100},
    {"GBx", CurrencyCode::Of("GBP"), 100},  {"ZAc", CurrencyCode::Of("ZAR"), 100},
    {"ZAC", CurrencyCode::Of("ZAR"), 100},  {"ZAX", CurrencyCode::Of("ZAR"), 100},
    {"ILA", CurrencyCode::Of("ILS"), 100},  {"ILa", CurrencyCode::Of("ILS"), 100},
    {"ILX", CurrencyCode::Of("ILS"), 100},  {"USX", CurrencyCode::Of("USD"), 100},
    {"USd", CurrencyCode::Of("USD"), 100},  {"USc", CurrencyCode::Of("USD"), 100},
    {"EUX", CurrencyCode::Of("EUR"), 100},  {"EUc", CurrencyCode::Of("EUR"), 100},
    {"KWF", CurrencyCode::Of("KWD"), 1000}, {"KWf", CurrencyCode::Of("KWD"), 1000},
};

bool IsCapital(char c) { return c >= 'A' && c <= 'Z'; }
bool IsSmall(char c) { return c >= 'a' && c <= 'z'; }

}  // namespace

const MinorUnit* FindMinorUnit(std::string_view text) {
  const auto* found = std::ranges::find(kMinorUnits, text, &MinorUnit::code);
  if (found != std::end(kMinorUnits)) return found;
  // In lower case none of them is accepted as a currency.
  if (text.size() != 3 || !std::ranges::all_of(text, IsSmall)) return nullptr;
  const auto is_it = [text](const MinorUnit& unit) {
    return std::ranges::all_of(unit.code, IsCapital) && EqualsIgnoringCase(unit.code, text);
  };
  found = std::ranges::find_if(kMinorUnits, is_it);
  return found == std::end(kMinorUnits) ? nullptr : found;
}

std::string WhyNoCurrency(std::string_view text) {
  if (const auto* unit = FindMinorUnit(text)) {
    return std::string(text) + " is a minor unit, 1/" + std::to_string(unit->per_unit) + " of " +
           unit->currency.ToString() + ", not a currency: use " + unit->currency.ToString() +
           " and divide by " + std::to_string(unit->per_unit);
  }
  if (text.size() == 3 && IsCapital(text[0]) && IsCapital(text[1]) && IsSmall(text[2])) {
    return std::string(text) +
           " looks like a minor unit (GBp is 1/100 of GBP), not a currency: use capital letters";
  }
  return "";
}

Result<CurrencyCode> ParseTypedCode(std::string_view text) {
  if (auto why = WhyNoCurrency(text); !why.empty()) return InvalidInput(std::move(why));
  const auto upper = UpperCase(text);
  ASSIGN_OR_RETURN(const auto code, CurrencyCode::Parse(upper));
  if (FindCurrency(code) == nullptr) return InvalidInput("there is no currency " + upper);
  return code;
}

std::string UpperCaseCode(std::string_view text) {
  return WhyNoCurrency(text).empty() ? UpperCase(text) : std::string(text);
}

}  // namespace fxlake::rates
