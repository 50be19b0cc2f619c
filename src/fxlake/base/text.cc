// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/text.h"

namespace fxlake {

std::string UpperCase(std::string_view text) {
  std::string upper(text);
  for (auto& c : upper) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return upper;
}

std::string LowerCase(std::string_view text) {
  std::string lower(text);
  for (auto& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return lower;
}

std::vector<std::string> SplitList(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find(','), text.size());
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  while (!parts.empty() && parts.back().empty()) parts.pop_back();
  return parts;
}

std::string Plural(std::uint64_t count, std::string_view noun) {
  std::string text(noun);
  if (count == 1) return text;
  constexpr std::string_view kVowels = "aeiou";
  if (text.size() > 1 && text.back() == 'y' && !kVowels.contains(text[text.size() - 2])) {
    text.replace(text.size() - 1, 1, "ies");
    return text;
  }
  return text + (text.ends_with("ch") || text.ends_with('s') || text.ends_with('x') ? "es" : "s");
}

std::string Counted(std::uint64_t count, std::string_view noun) {
  return std::to_string(count) + " " + Plural(count, noun);
}

}  // namespace fxlake
