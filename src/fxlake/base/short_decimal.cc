// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/short_decimal.h"

namespace fxlake {
namespace {

constexpr std::ptrdiff_t kMostDigits = 8;  // of the whole part and of the fraction, so that nothing can overflow
constexpr std::int64_t kUnitsOfPlace[] = {10'000'000'000, 1'000'000'000, 100'000'000, 10'000'000, 1'000'000, 100'000, 10'000, 1'000, 100};

}  // namespace

std::optional<Decimal> ReadShortDecimal(std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  std::int64_t digits = 0;
  const auto take_digits = [&] {
    const char* const begin = at;
    const char* const stop = end - at > kMostDigits ? at + kMostDigits : end;
    for (; at != stop && *at >= '0' && *at <= '9'; ++at) digits = digits * 10 + (*at - '0');
    return at - begin;
  };
  if (take_digits() == 0) return std::nullopt;
  if (at == end) return Decimal::FromUnits(digits * kUnitsOfPlace[0]);
  if (*at++ != '.') return std::nullopt;
  const auto fraction = take_digits();
  if (fraction == 0 || at != end) return std::nullopt;
  return Decimal::FromUnits(digits * kUnitsOfPlace[fraction]);
}

}  // namespace fxlake
