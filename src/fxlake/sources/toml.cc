// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/toml.h"

namespace {

// What toml++ 3.3 asserts does not hold for every text: it does not for "[`a]".
struct UnforeseenToml {};
constexpr void Foresee(bool condition) {
  if (!condition) throw UnforeseenToml();
}

}  // namespace

#define TOML_EXCEPTIONS 0
#define TOML_ASSERT(condition) Foresee(static_cast<bool>(condition))
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <utility>

namespace fxlake::sources {
namespace {

Error At(std::string_view name, const toml::source_position& place, std::string_view what) {
  return InvalidInput(fmt::format("{}:{}:{}: {}", name, place.line, place.column, what));
}

// The length of the string or comment that the text begins with; 0 when it begins with none. One that does not end goes on to the end of
// its line, or of the text when it may have several lines.
std::size_t LengthOfQuoted(std::string_view text) {
  const char quote = text.front();
  if (quote == '#') return std::min(text.find('\n'), text.size());
  if (quote != '"' && quote != '\'') return 0;
  const bool many_lines = text.size() > 2 && text[1] == quote && text[2] == quote;
  const auto end = text.substr(0, many_lines ? 3 : 1);
  for (auto at = end.size(); at < text.size(); ++at) {
    if (text.substr(at).starts_with(end)) {
      at += end.size();
      // The last quotes of a text with many lines may be its own.
      for (int i = 0; many_lines && i < 2 && at < text.size() && text[at] == quote; ++i) ++at;
      return at;
    }
    if (text[at] == '\n' && !many_lines) return at;
    if (text[at] == '\\' && quote == '"') ++at;
  }
  return text.size();
}

// Outside of strings and comments TOML is ASCII; toml++ 3.3 is undefined for some letters beyond it.
Result<void> CheckAscii(std::string_view text, std::string_view name) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  toml::source_position place{1, 1};
  for (std::size_t at = 0; at < text.size();) {
    const auto quoted = LengthOfQuoted(text.substr(at));
    if (quoted == 0 && static_cast<unsigned char>(text[at]) >= 0x80) return At(name, place, "a letter like this has to stand in quotes");
    const auto passed = text.substr(at, std::max<std::size_t>(quoted, 1));
    for (const char c : passed) {
      place.column = c == '\n' ? 1 : place.column + 1;
      place.line += c == '\n' ? 1 : 0;
    }
    at += passed.size();
  }
  return {};
}

Result<TomlValue> Convert(const toml::node& node, std::string_view name) {
  TomlValue converted;
  const auto& place = node.source().begin;
  converted.line = place.line;
  converted.column = place.column;
  if (const auto* text = node.as_string()) {
    converted.value = text->get();
  } else if (const auto* integer = node.as_integer()) {
    converted.value = integer->get();
  } else if (const auto* boolean = node.as_boolean()) {
    converted.value = boolean->get();
  } else if (const auto* date = node.as_date()) {
    const auto day = Date::FromCivil(date->get().year, date->get().month, date->get().day);
    if (!day) return At(name, place, day.error().message());
    converted.value = *day;
  } else if (const auto* array = node.as_array()) {
    TomlValue::Array items;
    for (const auto& item : *array) {
      ASSIGN_OR_RETURN(auto value, Convert(item, name));
      items.push_back(std::move(value));
    }
    converted.value = std::move(items);
  } else if (const auto* table = node.as_table()) {
    TomlValue::Table members;
    for (const auto& [key, member] : *table) {
      ASSIGN_OR_RETURN(auto value, Convert(member, name));
      members.push_back({std::string(key.str()), std::move(value)});
    }
    std::ranges::stable_sort(members, {}, [](const auto& member) { return std::pair(member.value.line, member.value.column); });
    converted.value = std::move(members);
  } else {
    return At(name, place, "floating point numbers and times have no use here; write the value as text");
  }
  return converted;
}

}  // namespace

Result<TomlValue> ParseToml(std::string_view text, std::string_view name) {
  RETURN_IF_ERROR(CheckAscii(text, name));
  try {
    const auto parsed = toml::parse(text);
    if (!parsed) return At(name, parsed.error().source().begin, parsed.error().description());
    return Convert(parsed.table(), name);
  } catch (const UnforeseenToml&) {
    return InvalidInput(fmt::format("{}: not TOML: a key is neither of letters, digits, - and _ nor in quotes", name));
  }
}

}  // namespace fxlake::sources
