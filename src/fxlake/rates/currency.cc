// SPDX-License-Identifier: Apache-2.0
#include "fxlake/rates/currency.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "fxlake/rates/currency_table.h"

namespace fxlake::rates {
namespace {

using table::kCurrencies;
static_assert(std::ranges::is_sorted(kCurrencies, {}, &Currency::code));
static_assert(std::ranges::adjacent_find(kCurrencies, {}, &Currency::code) == std::end(kCurrencies));

constexpr std::size_t kLetters = 26;

constexpr std::size_t Character(std::uint32_t packed, unsigned shift) {
  return (packed >> shift & 0xFFu) - std::size_t{'A'};
}

constexpr std::size_t Slot(CurrencyCode code) {
  const auto packed = code.packed();
  return (Character(packed, 16) * kLetters + Character(packed, 8)) * kLetters + Character(packed, 0);
}

// For each of the 26^3 codes, its index in the table plus one, or 0.
constexpr auto kPlaces = [] {
  std::array<std::uint16_t, kLetters * kLetters * kLetters> places{};
  std::uint16_t place = 0;
  for (const auto& currency : kCurrencies) places[Slot(currency.code)] = ++place;
  return places;
}();

}  // namespace

const Currency* FindCurrency(CurrencyCode code) {
  const auto slot = Slot(code);
  const auto place = slot < kPlaces.size() ? kPlaces[slot] : 0;
  // An invalid code may share the slot of a valid one.
  return place != 0 && kCurrencies[place - 1].code == code ? &kCurrencies[place - 1] : nullptr;
}

std::span<const Currency> AllCurrencies() { return kCurrencies; }

}  // namespace fxlake::rates
