// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/read_plausibility.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace fxlake::sources {
namespace {

Decimal Bound(TableReader& table, std::string_view key, const std::string& text) {
  const auto bound = Decimal::Parse(text);
  const auto least = Decimal::FromUnits(Decimal::kOne);
  if (bound && *bound > least) return *bound;
  table.Fail(key, fmt::format("expected a factor above 1 as text, such as \"2.5\", not \"{}\"", text));
  return least;
}

// "ISK from 2008-12-10 until 2018-01-31", "RUB from 2022-03-02".
std::optional<QuotationPause> ParsePause(std::string_view text) {
  constexpr std::string_view kFrom = " from ", kUntil = " until ";
  const auto from = text.find(kFrom);
  if (from == std::string_view::npos) return std::nullopt;
  const auto days = text.substr(from + kFrom.size());
  const auto until = std::min(days.find(kUntil), days.size());
  const auto currency = rates::CurrencyCode::Parse(text.substr(0, from));
  const auto first = Date::Parse(days.substr(0, until));
  if (!currency || !first) return std::nullopt;
  if (until == days.size()) return QuotationPause{*currency, *first, std::nullopt};
  const auto last = Date::Parse(days.substr(until + kUntil.size()));
  if (!last || *last < *first) return std::nullopt;
  return QuotationPause{*currency, *first, *last};
}

}  // namespace

PlausibilitySpec ReadPlausibility(TableReader& table) {
  PlausibilitySpec spec;
  const auto* found = table.Find("plausibility");
  if (found == nullptr) return spec;
  auto inner = table.Inner("plausibility", *found);
  spec.check = inner.Boolean("check", true);
  spec.bound = Bound(inner, "bound", inner.Text("bound", "2"));
  spec.broken_pegs = inner.Texts("broken_pegs");
  for (const auto& currency : spec.broken_pegs) {
    if (const auto code = rates::CurrencyCode::Parse(currency); !code)
      inner.Fail("broken_pegs", code.error().message());
  }
  for (const auto& text : inner.Texts("pauses")) {
    if (const auto pause = ParsePause(text))
      spec.pauses.push_back(*pause);
    else
      inner.Fail(
          "pauses",
          fmt::format("expected a pause such as \"ISK from 2008-12-10 until 2018-01-31\", not \"{}\"", text));
  }
  spec.may_repeat = inner.Boolean("may_repeat", false);
  for (const auto& [name, factor] : inner.TextMap("bounds")) {
    const auto pair = rates::Pair::Parse(name);
    if (!pair) {
      inner.Fail("bounds", pair.error().message());
      continue;
    }
    spec.bounds[*pair] = Bound(inner, "bounds", factor);
  }
  if (const auto finished = inner.Finish(); !finished) table.Adopt(finished.error());
  return spec;
}

}  // namespace fxlake::sources
