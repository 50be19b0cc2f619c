// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/expression/uuid.h"

#include <cstdint>

namespace fxlake::asl {

std::string MakeUuid(env::Random& random) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::uint64_t high = random.Next();
  std::uint64_t low = random.Next();
  high = (high & ~std::uint64_t{0xf000}) | 0x4000;
  low = (low & ~(std::uint64_t{3} << 62)) | std::uint64_t{2} << 62;
  std::string text;
  for (int digit = 0; digit < 32; ++digit) {
    if (digit == 8 || digit == 12 || digit == 16 || digit == 20) text += '-';
    const auto half = digit < 16 ? high : low;
    text += kHex[half >> (60 - 4 * (digit % 16)) & 15];
  }
  return text;
}

}  // namespace fxlake::asl
