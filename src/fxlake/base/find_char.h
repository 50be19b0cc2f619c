// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fxlake/base/eight_bytes.h"

namespace fxlake {

// The first occurrence of either character in [at, end), or `end`. Compares eight bytes at a time.
inline const char* FindEither(const char* at, const char* end, char a, char b) {
  const auto all_a = EachByte(static_cast<unsigned char>(a)), all_b = EachByte(static_cast<unsigned char>(b));
  for (; end - at >= 8; at += 8) {
    const auto bytes = EightBytes(at);
    const auto found = ZeroBytes(bytes ^ all_a) | ZeroBytes(bytes ^ all_b);
    if (found != 0) return at + FirstMarked(found);
  }
  while (at != end && *at != a && *at != b) ++at;
  return at;
}

}  // namespace fxlake
