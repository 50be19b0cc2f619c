// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/label.h"

#include <algorithm>
#include <array>

namespace fxlake::sources {
namespace {

// The length of the whitespace character at the front; 0 when there is none. Sources use U+00A0 and U+202F
// between digits.
std::size_t BlankLength(std::string_view text) {
  if (text.empty()) return 0;
  if (text.front() == ' ' || (text.front() >= '\t' && text.front() <= '\r')) return 1;
  if (text.starts_with("\xC2\xA0")) return 2;
  return text.starts_with("\xE2\x80\xAF") ? 3 : 0;
}

// Two-byte letters whose upper-case forms are at a fixed distance.
struct LowerCaseTable {
  char32_t first, last, distance;
};
constexpr std::array<LowerCaseTable, 5> kSmall = {{{0xE0, 0xF6, 0x20},
                                                   {0xF8, 0xFE, 0x20},
                                                   {0x3B1, 0x3C9, 0x20},
                                                   {0x430, 0x44F, 0x20},
                                                   {0x450, 0x45F, 0x50}}};

char32_t Capital(char32_t character) {
  for (const auto& small : kSmall) {
    if (character >= small.first && character <= small.last) return character - small.distance;
  }
  // In Latin Extended-A each lower-case letter follows its upper-case letter; the parity changes three times.
  const bool small_is_odd =
      (character >= 0x100 && character <= 0x137) || (character >= 0x14A && character <= 0x177);
  const bool small_is_even =
      (character >= 0x139 && character <= 0x148) || (character >= 0x179 && character <= 0x17E);
  return (small_is_odd && character % 2 == 1) || (small_is_even && character % 2 == 0) ? character - 1
                                                                                       : character;
}

}  // namespace

std::string_view TrimBlanks(std::string_view text) {
  while (const auto length = BlankLength(text)) text.remove_prefix(length);
  while (!text.empty()) {
    const auto last = text.back();
    if (last == ' ' || (last >= '\t' && last <= '\r')) {
      text.remove_suffix(1);
    } else if (text.ends_with("\xC2\xA0")) {
      text.remove_suffix(2);
    } else if (text.ends_with("\xE2\x80\xAF")) {
      text.remove_suffix(3);
    } else {
      break;
    }
  }
  return text;
}

std::string SqueezeBlanks(std::string_view text) {
  text = TrimBlanks(text);
  std::string squeezed;
  while (!text.empty()) {
    const auto blank = BlankLength(text);
    if (blank == 0) {
      squeezed += text.front();
    } else if (squeezed.back() != ' ') {
      squeezed += ' ';
    }
    text.remove_prefix(std::max<std::size_t>(blank, 1));
  }
  return squeezed;
}

std::string NormalLabel(std::string_view text) {
  auto normal = SqueezeBlanks(text);
  for (std::size_t i = 0; i < normal.size(); ++i) {
    const auto byte = static_cast<unsigned char>(normal[i]);
    if (byte >= 'a' && byte <= 'z') normal[i] = static_cast<char>(byte - 'a' + 'A');
    if (byte < 0xC3 || byte > 0xD1 || i + 1 == normal.size()) continue;
    const auto character = Capital((byte & 0x1FU) << 6 | (static_cast<unsigned char>(normal[i + 1]) & 0x3FU));
    normal[i] = static_cast<char>(0xC0U | character >> 6);
    normal[++i] = static_cast<char>(0x80U | (character & 0x3FU));
  }
  return normal;
}

}  // namespace fxlake::sources
