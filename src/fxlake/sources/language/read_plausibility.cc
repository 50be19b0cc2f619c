// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/read_plausibility.h"

#include <fmt/format.h>

namespace fxlake::sources {
namespace {

Decimal Bound(TableReader& table, std::string_view key, const std::string& text) {
  const auto bound = Decimal::Parse(text);
  const auto least = Decimal::FromUnits(Decimal::kOne);
  if (bound && *bound > least) return *bound;
  table.Fail(key, fmt::format("expected a factor above 1 as text, such as \"2.5\", not \"{}\"", text));
  return least;
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
