// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace fxlake {

// The first of two characters in [at, end), or `end`: eight bytes at once.
inline const char* FindEither(const char* at, const char* end, char a, char b) {
  static_assert(std::endian::native == std::endian::little);
  constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101, kHighs = 0x8080'8080'8080'8080;
  const auto all_a = kOnes * static_cast<unsigned char>(a), all_b = kOnes * static_cast<unsigned char>(b);
  for (std::uint64_t bytes = 0; end - at >= 8; at += 8) {
    std::memcpy(&bytes, at, sizeof bytes);
    // Bytes that are zero in either; those above the lowest of them may be wrong.
    const auto no_a = bytes ^ all_a, no_b = bytes ^ all_b;
    const auto found = (((no_a - kOnes) & ~no_a) | ((no_b - kOnes) & ~no_b)) & kHighs;
    if (found != 0) return at + std::countr_zero(found) / 8;
  }
  while (at != end && *at != a && *at != b) ++at;
  return at;
}

}  // namespace fxlake
