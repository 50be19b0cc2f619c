// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace fxlake::sources {

// The little-endian number of `bytes` bytes (at most 8) at an offset. Bytes past the end are zero.
inline std::uint64_t NumberAt(std::string_view text, std::size_t at, std::size_t bytes) {
  std::uint64_t value = 0;
  for (auto i = bytes; i-- > 0;)
    value = value << 8 | (at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U);
  return value;
}

inline std::uint16_t Number16(std::string_view text, std::size_t at) {
  return static_cast<std::uint16_t>(NumberAt(text, at, 2));
}
inline std::uint32_t Number32(std::string_view text, std::size_t at) {
  return static_cast<std::uint32_t>(NumberAt(text, at, 4));
}

}  // namespace fxlake::sources
