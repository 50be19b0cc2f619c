// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/currency_labels.h"

#include <fmt/format.h>

#include <optional>
#include <unordered_map>
#include <utility>

#include "fxlake/rates/currency.h"
#include "fxlake/sources/label.h"
#include "fxlake/sources/wildcard.h"

namespace fxlake::sources {
namespace {

using rates::CurrencyCode;

// What banks write in place of a code, and mean everywhere.
constexpr std::pair<std::string_view, CurrencyCode> kUsual[] = {
    {"SDR", CurrencyCode::Of("XDR")},       {"DTS", CurrencyCode::Of("XDR")},          {"DEG", CurrencyCode::Of("XDR")},
    {"ECU", CurrencyCode::Of("XEU")},       {"STG", CurrencyCode::Of("GBP")},          {"YEN", CurrencyCode::Of("JPY")},
    {"EURO", CurrencyCode::Of("EUR")},      {"US$", CurrencyCode::Of("USD")},          {"A$", CurrencyCode::Of("AUD")},
    {"NZ$", CurrencyCode::Of("NZD")},       {"C$", CurrencyCode::Of("CAD")},           {"HK$", CurrencyCode::Of("HKD")},
    {"S$", CurrencyCode::Of("SGD")},        {"\xE2\x82\xAC", CurrencyCode::Of("EUR")}, {"\xC2\xA3", CurrencyCode::Of("GBP")},
    {"US DOLLAR", CurrencyCode::Of("USD")}, {"U.S. DOLLAR", CurrencyCode::Of("USD")},  {"POUND STERLING", CurrencyCode::Of("GBP")},
};

std::optional<CurrencyCode> ByName(const std::string& label) {
  static const auto kNames = [] {
    std::unordered_map<std::string, CurrencyCode> names;
    for (const auto& currency : rates::AllCurrencies()) names.emplace(NormalLabel(currency.name), currency.code);
    for (const auto& [name, code] : kUsual) names.insert_or_assign(std::string(name), code);
    return names;
  }();
  const auto found = kNames.find(label);
  return found == kNames.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

Result<CurrencyLabels::Meaning> CurrencyLabels::Read(std::string_view label) {
  std::uint64_t bytes = label.size();
  if (label.empty() || label.size() >= sizeof bytes) return ReadUnknown(label);
  for (const char c : label) bytes = bytes << 8 | static_cast<unsigned char>(c);
  auto& known = known_[(bytes * 0x9E3779B97F4A7C15U) >> 56];
  if (known.bytes != bytes) {
    ASSIGN_OR_RETURN(known.meaning, ReadUnknown(label));
    known.bytes = bytes;
  }
  return known.meaning;
}

Result<CurrencyLabels::Meaning> CurrencyLabels::ReadUnknown(std::string_view text) const {
  const auto label = NormalLabel(text);
  if (spec_.ignored.contains(label)) return Meaning{{}, true};
  if (const auto mapped = spec_.codes.find(label); mapped != spec_.codes.end()) return Meaning{mapped->second, false};
  const auto code = CurrencyCode::Parse(label);
  if (code && rates::FindCurrency(*code) != nullptr) return Meaning{*code, false};
  if (const auto named = ByName(label)) return Meaning{*named, false};
  for (const auto& kind : spec_.ignored_kinds) {
    if (FitsWildcard(label, kind)) return Meaning{{}, true};
  }
  if (!code) return code.error();
  return InvalidInput(fmt::format("there is no currency \"{}\" in ISO 4217", text));
}

}  // namespace fxlake::sources
