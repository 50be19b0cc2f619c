// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/currency_labels.h"

#include <fmt/format.h>

#include "fxlake/base/excerpt.h"
#include "fxlake/rates/currency.h"
#include "fxlake/rates/minor_unit.h"
#include "fxlake/sources/language/currency_names.h"
#include "fxlake/sources/language/label.h"
#include "fxlake/sources/language/wildcard.h"

namespace fxlake::sources {

namespace {

using rates::CurrencyCode;

constexpr std::size_t kMostShown = 120;  // in bytes, for messages

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
  if (spec_.skipped.contains(label)) return Meaning{{}, true};
  const auto code = CurrencyCode::Parse(label);
  const bool exists = code && rates::FindCurrency(*code) != nullptr;
  auto why_not = rates::WhyNoCurrency(TrimBlanks(text));
  // Labels are compared in upper case, so the spec's label GBP must not match GBp.
  if (exists && !why_not.empty()) return InvalidInput(std::move(why_not));
  if (const auto mapped = spec_.codes.find(label); mapped != spec_.codes.end())
    return Meaning{mapped->second, false};
  if (exists) return Meaning{*code, false};
  if (const auto named = CurrencyByName(label)) return Meaning{*named, false};
  for (const auto& kind : spec_.skipped_patterns) {
    if (FitsWildcard(label, kind)) return Meaning{{}, true};
  }
  if (!why_not.empty()) return InvalidInput(std::move(why_not));
  return InvalidInput(
      fmt::format("\"{}\" is not a known currency: map it in `codes`, or skip it with `ignore_codes`",
                  SqueezeBlanks(Excerpt(text, kMostShown))));
}

}  // namespace fxlake::sources
