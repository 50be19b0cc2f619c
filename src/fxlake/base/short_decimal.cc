// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/short_decimal.h"

#include "fxlake/base/eight_bytes.h"

namespace fxlake {
namespace {

// of the integer part and of the fraction, so that nothing overflows
constexpr std::ptrdiff_t kMostDigits = 8;
constexpr std::int64_t kUnitsOfPlace[] = {10'000'000'000, 1'000'000'000, 100'000'000, 10'000'000, 1'000'000,
                                          100'000,        10'000,        1'000,       100};

// The last eight bytes of a text of four to eight characters, zero-filled in front; the first byte is the
// lowest.
std::uint64_t PaddedBytes(std::string_view text) {
  std::uint32_t first = 0, last = 0;
  std::memcpy(&first, text.data(), sizeof first);
  std::memcpy(&last, text.data() + text.size() - sizeof last, sizeof last);
  const auto padding = 8 * (sizeof(std::uint64_t) - text.size());
  const auto bytes = (std::uint64_t{first} << padding) | (std::uint64_t{last} << 32);
  return padding == 0 ? bytes : bytes | (EachByte('0') >> (64 - padding));
}

// Combines eight digit values, one per byte with the first lowest: in pairs, then fours, then all.
std::int64_t NumberOf(std::uint64_t digits) {
  digits = digits * 10 + (digits >> 8);
  digits = (digits & 0x00FF'00FF'00FF'00FF) * 100 + ((digits & 0x00FF'00FF'00FF'00FF) >> 16);
  digits = (digits & 0x0000'FFFF'0000'FFFF) * 10'000 + ((digits & 0x0000'FFFF'0000'FFFF) >> 32);
  return static_cast<std::int64_t>(digits & 0xFFFF'FFFF);
}

// Texts of four to eight characters, the most common, without a branch per character.
std::optional<Decimal> ReadAtOnce(std::string_view text) {
  const auto bytes = PaddedBytes(text);
  const auto found = ZeroBytes(bytes ^ EachByte('.'));
  std::uint64_t digits = bytes - EachByte('0');
  std::size_t decimals = 0;
  if (found != 0) {
    const auto place = FirstMarked(found);
    decimals = 7 - place;
    if (decimals == 0 || place == 8 - text.size()) return std::nullopt;
    const auto before = (std::uint64_t{1} << (8 * place)) - 1;
    digits = ((bytes & ~before & ~(std::uint64_t{0xFF} << (8 * place))) | ((bytes & before) << 8) | '0') -
             EachByte('0');
  }
  if (((digits | (digits + EachByte(0x76))) & kTopBits) != 0) return std::nullopt;
  return Decimal::FromUnits(NumberOf(digits) * kUnitsOfPlace[decimals]);
}

}  // namespace

std::optional<Decimal> ReadShortDecimal(std::string_view text) {
  if (text.size() >= 4 && text.size() <= 8) return ReadAtOnce(text);
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
