// SPDX-License-Identifier: Apache-2.0
#include "fxlake/cli/amount_format.h"

#include <fmt/format.h>

#include <algorithm>

namespace fxlake::cli {
namespace {

constexpr int kFormattedDecimals = 10;
constexpr std::size_t kGroup = 3;

// Whether there is a separator before each group of three digits, with one to three digits before the first.
bool IsGrouped(std::string_view digits, char separator) {
  std::size_t since = 0;
  for (auto c = digits.rbegin(); c != digits.rend(); ++c, ++since) {
    if (*c != separator) continue;
    if (since != kGroup) return false;
    since = static_cast<std::size_t>(-1);
  }
  return since >= 1 && since <= kGroup;
}

}  // namespace

Result<Rational> ReadAmount(std::string_view text) {
  const auto point = std::min(text.find_first_of(".eE"), text.size());
  const auto sign = text.starts_with('-') || text.starts_with('+') ? 1u : 0u;
  const auto whole = point < sign ? std::string_view() : text.substr(sign, point - sign);
  const auto first = whole.find_first_of(",_");
  if (first == std::string_view::npos) return Rational::Parse(text).In("reading the amount");
  const char separator = whole[first];
  if (whole.contains(separator == ',' ? '_' : ',') || !IsGrouped(whole, separator)) {
    return InvalidInput(fmt::format(
        "reading the amount: \"{}\" has \"{}\" in a place other than between groups of three digits; "
        "write decimals after a point",
        text, separator));
  }
  std::string plain(text);
  std::erase(plain, separator);
  return Rational::Parse(plain).In("reading the amount");
}

std::string FormatAmount(const Rational& amount, int decimals) {
  const auto formatted = std::max(decimals, kFormattedDecimals);
  const auto cut = amount.Round(formatted, Rounding::toward_zero);
  auto text = cut.ToString(decimals);
  const auto end = std::min(text.find('.'), text.size());
  const std::size_t start = text.starts_with('-') ? 1 : 0;
  for (auto at = end; at > start + kGroup;) {
    at -= kGroup;
    text.insert(at, ",");
  }
  return cut == amount ? text : text + "…";
}

}  // namespace fxlake::cli
