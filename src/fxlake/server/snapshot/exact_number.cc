// SPDX-License-Identifier: Apache-2.0
#include "fxlake/server/snapshot/exact_number.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "fxlake/server/snapshot/rate_format.h"

namespace fxlake::server {
namespace {

constexpr std::uint64_t kSixFigures = 100'000;  // the smallest six-digit number
constexpr std::uint64_t kMostWhole = 1'000'000'000'000'000'000;
constexpr WideUnsigned kMost = ~WideUnsigned{0};

// The quotient, rounded half-even.
std::uint64_t Rounded(WideUnsigned top, WideUnsigned bottom) {
  const WideUnsigned whole = top / bottom, rest = top % bottom, other = bottom - rest;
  const bool up = rest > other || (rest == other && whole % 2 == 1);
  return static_cast<std::uint64_t>(whole) + (up ? 1 : 0);
}

// number * 10^-decimals without trailing zeros.
void AppendFraction(std::string& out, std::uint64_t number, int decimals) {
  for (; decimals > 0 && number % 10 == 0; --decimals) number /= 10;
  char text[24];
  const std::string_view digits(text, std::to_chars(text, text + sizeof text, number).ptr - text);
  out += decimals == 0 ? "" : "0.";
  out.append(static_cast<std::size_t>(std::max(0, decimals - static_cast<int>(digits.size()))), '0');
  out += digits;
}

bool AppendSixFigures(std::string& out, WideUnsigned top, WideUnsigned bottom) {
  constexpr std::uint64_t kBillion = 1'000'000'000;
  if (top > kMost / kBillion) return false;
  int decimals = 9;  // values below 1e-4 need more decimals than this
  top *= kBillion;
  for (; top / bottom < kSixFigures; ++decimals) {
    if (top > kMost / 10) return false;
    top *= 10;
  }
  AppendFraction(out, Rounded(top, bottom), decimals);
  return true;
}

}  // namespace

void AppendExact(std::string& out, Decimal rate) {
  char text[kMostStored];
  auto* end = WriteStored(text, rate);
  if (rate.units() % Decimal::kOne == 0) end -= std::string_view(".0").size();
  out.append(text, end);
}

bool AppendComputed(std::string& out, WideUnsigned top, WideUnsigned bottom) {
  if (top == 0) return false;
  if (top < (bottom + 9'999) / 10'000) return AppendSixFigures(out, top, bottom);
  const WideUnsigned whole = top / bottom, rest = top % bottom;
  if (whole >= kMostWhole / Decimal::kOne || rest > kMost / Decimal::kOne) return false;
  const auto units =
      static_cast<std::uint64_t>(whole) * Decimal::kOne + Rounded(rest * Decimal::kOne, bottom);
  AppendExact(out, Decimal::FromUnits(static_cast<std::int64_t>(units)));
  return true;
}

}  // namespace fxlake::server
