// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/excerpt.h"

namespace fxlake {
namespace {

constexpr std::size_t kLongestCharacter = 4;

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

std::string_view Excerpt(std::string_view text, std::size_t most_bytes) {
  if (text.size() <= most_bytes) return text;
  auto end = most_bytes;
  while (end > 0 && most_bytes - end < kLongestCharacter && IsContinuation(text[end])) --end;
  // Longer sequences are not UTF-8.
  return text.substr(0, IsContinuation(text[end]) ? most_bytes : end);
}

}  // namespace fxlake
