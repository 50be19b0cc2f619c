// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "fxlake/base/result.h"

namespace fxlake::rates {

// Three capital letters in the form of ISO 4217, packed into 32 bits so that large columns of codes are
// small. Orders as the text does. Whether the currency exists: see currency.h.
class CurrencyCode {
 public:
  CurrencyCode() = default;  // no currency: packed() is 0
  // invalid_input unless `text` is exactly three letters A to Z.
  static Result<CurrencyCode> Parse(std::string_view text);
  static constexpr CurrencyCode FromPacked(std::uint32_t packed) { return CurrencyCode(packed); }
  // For literals: CurrencyCode::Of("EUR").
  static consteval CurrencyCode Of(const char (&text)[4]) {
    return CurrencyCode(Pack(text[0], text[1], text[2]));
  }

  constexpr std::uint32_t packed() const { return packed_; }
  std::string ToString() const {
    return {static_cast<char>(packed_ >> 16u & 0xFFu), static_cast<char>(packed_ >> 8u & 0xFFu),
            static_cast<char>(packed_ & 0xFFu)};
  }
  friend constexpr auto operator<=>(CurrencyCode, CurrencyCode) = default;

 private:
  explicit constexpr CurrencyCode(std::uint32_t packed) : packed_(packed) {}
  static constexpr std::uint32_t Pack(char a, char b, char c) {
    return static_cast<std::uint32_t>(a) << 16u | static_cast<std::uint32_t>(b) << 8u |
           static_cast<std::uint32_t>(c);
  }
  std::uint32_t packed_ = 0;
};

}  // namespace fxlake::rates
