// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/text.h"

#include <simdjson.h>

namespace fxlake {
namespace {

constexpr char Upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
constexpr char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::string UpperCase(std::string_view text) {
  std::string upper(text);
  std::ranges::transform(upper, upper.begin(), Upper);
  return upper;
}

std::string LowerCase(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), Lower);
  return lower;
}

bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, Lower, Lower);
}

bool IsUtf8(std::string_view bytes) { return simdjson::validate_utf8(bytes.data(), bytes.size()); }

std::string_view Trim(std::string_view text) {
  const auto first = text.find_first_not_of(kWhitespace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kWhitespace) - first + 1);
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
