// SPDX-License-Identifier: Apache-2.0
#include "fxlake/jsonata/characters.h"

#include <algorithm>

namespace fxlake::jsonata {
namespace {

bool Continues(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

void AppendBytes(std::string& text, char32_t c) {
  const auto add = [&](char32_t byte) { text += static_cast<char>(byte); };
  if (c < 0x80) {
    add(c);
  } else if (c < 0x800) {
    add(0xC0 | c >> 6);
    add(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    add(0xE0 | c >> 12);
    add(0x80 | (c >> 6 & 0x3F));
    add(0x80 | (c & 0x3F));
  } else {
    add(0xF0 | c >> 18);
    add(0x80 | (c >> 12 & 0x3F));
    add(0x80 | (c >> 6 & 0x3F));
    add(0x80 | (c & 0x3F));
  }
}

// Capital and small letters that differ by a fixed number, and those that take turns.
struct CaseRange {
  char32_t first, last;  // of the capitals
  char32_t distance;     // to the small letter; 1: capitals and small letters take turns
};
constexpr CaseRange kCases[] = {
    {U'A', U'Z', 32},   {0xC0, 0xD6, 32},    {0xD8, 0xDE, 32},   {0x100, 0x12E, 1},  {0x132, 0x136, 1},
    {0x139, 0x147, 1},  {0x14A, 0x176, 1},   {0x179, 0x17D, 1},  {0x386, 0x386, 38}, {0x388, 0x38A, 37},
    {0x38C, 0x38C, 64}, {0x38E, 0x38F, 63},  {0x391, 0x3A1, 32}, {0x3A3, 0x3AB, 32}, {0x400, 0x40F, 80},
    {0x410, 0x42F, 32}, {0x460, 0x480, 1},   {0x48A, 0x4BE, 1},  {0x4C1, 0x4CD, 1},  {0x4D0, 0x52E, 1},
    {0x531, 0x556, 48}, {0x1E00, 0x1E94, 1}, {0x1EA0, 0x1EFE, 1}};

char32_t SmallLetter(char32_t c) {
  if (c == 0x178) return 0xFF;
  for (const auto& range : kCases) {
    if (c < range.first || c > range.last + (range.distance == 1 ? 1 : 0)) continue;
    if (range.distance != 1) return c + range.distance;
    return (c - range.first) % 2 == 0 ? c + 1 : c;
  }
  return c;
}

char32_t CapitalLetter(char32_t c) {
  if (c == 0xFF) return 0x178;
  if (c == 0xB5) return 0x39C;
  if (c == 0x3C2) return 0x3A3;
  for (const auto& range : kCases) {
    if (range.distance == 1) {
      if (c >= range.first && c <= range.last + 1) return (c - range.first) % 2 == 1 ? c - 1 : c;
    } else if (c >= range.first + range.distance && c <= range.last + range.distance) {
      return c - range.distance;
    }
  }
  return c;
}

template <typename Change>
std::string Changed(std::string_view text, const Change& change) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) change(result, NextCharacter(text, at));
  return result;
}

}  // namespace

std::size_t CharacterLength(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  for (std::size_t i = 1; i < length; ++i) {
    if (!Continues(text, at + i)) return 1;
  }
  return length;
}

char32_t NextCharacter(std::string_view text, std::size_t& at) {
  const auto length = CharacterLength(text, at);
  const auto lead = static_cast<unsigned char>(text[at]);
  char32_t character = length == 1 ? lead : lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    character = character << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
  }
  at += length;
  return character;
}

void AppendCharacter(std::string& text, char32_t character) {
  const auto size = text.size();
  if (character >= 0xDC00 && character < 0xE000 && size >= 3 && text[size - 3] == '\xED' &&
      static_cast<unsigned char>(text[size - 2]) >= 0xA0 &&
      static_cast<unsigned char>(text[size - 2]) < 0xB0) {
    auto at = size - 3;
    const auto high = NextCharacter(text, at);
    text.resize(size - 3);
    character = 0x10000 + ((high - 0xD800) << 10) + (character - 0xDC00);
  }
  AppendBytes(text, character);
}

std::size_t CountCharacters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::size_t CountUtf16(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    count += (byte & 0xC0) != 0x80 ? 1 : 0;
    count += byte >= 0xF0 ? 1 : 0;
  }
  return count;
}

std::size_t OffsetOfCharacter(std::string_view text, std::size_t index) {
  std::size_t at = 0;
  while (index > 0 && at < text.size()) {
    at += CharacterLength(text, at);
    --index;
  }
  return at;
}

bool HasUnpairedSurrogate(std::string_view text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (text[i] == '\xED' && static_cast<unsigned char>(text[i + 1]) >= 0xA0) return true;
  }
  return false;
}

int CompareTexts(std::string_view a, std::string_view b) {
  const auto most = std::min(a.size(), b.size());
  std::size_t at = 0;
  while (at < most && a[at] == b[at]) ++at;
  if (at == most) return a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1;
  const auto x = static_cast<unsigned char>(a[at]);
  const auto y = static_cast<unsigned char>(b[at]);
  // Surrogate pairs come before U+E000 to U+FFFF.
  if (x >= 0xEE && y >= 0xEE && (x >= 0xF0) != (y >= 0xF0)) return x >= 0xF0 ? -1 : 1;
  return x < y ? -1 : 1;
}

std::u32string ToCharacters(std::string_view text) {
  std::u32string characters;
  for (std::size_t at = 0; at < text.size();) characters += NextCharacter(text, at);
  return characters;
}

std::string FromCharacters(std::u32string_view characters) {
  std::string text;
  for (const auto character : characters) AppendCharacter(text, character);
  return text;
}

std::string ToUpper(std::string_view text) {
  return Changed(text, [](std::string& out, char32_t c) {
    if (c == 0xDF) {
      out += "SS";
    } else {
      AppendBytes(out, CapitalLetter(c));
    }
  });
}

std::string ToLower(std::string_view text) {
  return Changed(text, [](std::string& out, char32_t c) { AppendBytes(out, SmallLetter(c)); });
}

}  // namespace fxlake::jsonata
