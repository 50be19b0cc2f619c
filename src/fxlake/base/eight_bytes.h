// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

// Operations on eight bytes at a time, loaded into one integer whose lowest byte is the first. A byte is
// marked by setting its top bit.
namespace fxlake {

static_assert(std::endian::native == std::endian::little);

constexpr std::uint64_t EachByte(std::uint64_t byte) { return byte * 0x0101'0101'0101'0101; }
inline constexpr std::uint64_t kTopBits = EachByte(0x80);

inline std::uint64_t EightBytes(const char* at) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, at, sizeof bytes);
  return bytes;
}

// The index of the first marked byte; there must be one.
inline std::size_t FirstMarked(std::uint64_t marks) {
  return static_cast<std::size_t>(std::countr_zero(marks)) / 8;
}

// Marks zero bytes; marks above the first may be false positives.
inline std::uint64_t ZeroBytes(std::uint64_t bytes) { return (bytes - EachByte(1)) & ~bytes & kTopBits; }

// How many of the eight bytes at `at` are within [least, most], both below 128, before the first that is not.
inline std::size_t CountWithin(const char* at, unsigned char least, unsigned char most) {
  const auto bytes = EightBytes(at);
  const auto low = bytes & ~kTopBits;
  const auto outside = (~(low + EachByte(0x80U - least)) | (low + EachByte(0x7FU - most)) | bytes) & kTopBits;
  return outside == 0 ? sizeof bytes : FirstMarked(outside);
}

}  // namespace fxlake
