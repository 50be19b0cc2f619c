// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/expression/intrinsic_text.h"

namespace fxlake::asl {

void AppendDisplayed(std::string& out, const Json& value) {
  bool first = true;
  const auto separate = [&] {
    if (!first) out += ", ";
    first = false;
  };
  if (value.is_string()) {
    out += value.string();
  } else if (value.is_array()) {
    out += '[';
    for (const auto& item : value.array()) {
      separate();
      AppendDisplayed(out, item);
    }
    out += ']';
  } else if (value.is_object()) {
    out += '{';
    for (const auto& [key, member] : value.object()) {
      separate();
      out += key;
      out += '=';
      AppendDisplayed(out, member);
    }
    out += '}';
  } else {
    out += value.Dump();
  }
}

std::string Unescape(std::string_view text) {
  static constexpr std::string_view kEscaped = "'{}\\";
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size() && kEscaped.contains(text[i + 1])) ++i;
    out += text[i];
  }
  return out;
}

std::size_t CharacterLength(std::string_view text, std::size_t at) {
  std::size_t length = 1;
  while (at + length < text.size() && (static_cast<unsigned char>(text[at + length]) & 0xc0) == 0x80)
    ++length;
  return length;
}

std::size_t CharactersOf(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  return count;
}

}  // namespace fxlake::asl
