// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/charset.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "fxlake/sources/language/charset_table.h"

namespace fxlake::sources {
namespace {

// In lower case, letters and digits only: windows-1251 and Windows_1251 are the same name.
std::string PlainName(std::string_view charset) {
  std::string name;
  for (const char c : charset) {
    if (c >= 'A' && c <= 'Z') name += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) name += c;
  }
  return name;
}

const CharsetTable* FindTable(const std::string& name) {
  const auto tables = CharsetTables();
  const auto found = std::ranges::find_if(
      tables, [&](const CharsetTable& table) { return table.names.contains(" " + name + " "); });
  return name.empty() || found == tables.end() ? nullptr : &*found;
}

bool IsUnicode(std::string_view name) {
  return name == "utf8" || name == "utf16" || name == "utf16le" || name == "utf16be" || name == "ucs2" ||
         name == "unicode";
}

// The character at the front of a text, and its length in bytes.
struct Decoded {
  char32_t character = 0;
  std::size_t size = 1;
};
using Decode = std::optional<Decoded>;  // nullopt when the bytes are invalid

unsigned ByteAt(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

Decode FromTable(const CharsetTable& table, std::string_view text) {
  const auto first = ByteAt(text, 0);
  const auto character = table.characters[first];
  if (character != CharsetTable::kLead)
    return character == 0 && first != 0 ? Decode() : Decoded{character, 1};
  if (text.size() < 2) return std::nullopt;
  const auto second = ByteAt(text, 1);
  if (second < CharsetTable::kFirstTrail || second >= CharsetTable::kFirstTrail + CharsetTable::kTrails)
    return std::nullopt;
  const auto pair = table.pairs[(first - CharsetTable::kFirstLead) * CharsetTable::kTrails + second -
                                CharsetTable::kFirstTrail];
  return pair == 0 ? Decode() : Decoded{pair, 2};
}

Decode FromUtf16(bool is_big, std::string_view text) {
  const auto unit = [&](std::size_t at) -> char32_t {
    return is_big ? ByteAt(text, at) << 8 | ByteAt(text, at + 1)
                  : ByteAt(text, at + 1) << 8 | ByteAt(text, at);
  };
  if (text.size() < 2) return std::nullopt;
  const auto first = unit(0);
  if (first < 0xD800 || first > 0xDFFF) return Decoded{first, 2};
  if (first > 0xDBFF || text.size() < 4) return std::nullopt;
  const auto second = unit(2);
  if (second < 0xDC00 || second > 0xDFFF) return std::nullopt;
  return Decoded{0x10000 + ((first - 0xD800) << 10 | (second - 0xDC00)), 4};
}

Decode FromUtf8(std::string_view text) {
  const auto first = ByteAt(text, 0);
  if (first < 0x80) return Decoded{first, 1};
  const std::size_t size = first < 0xC2 || first > 0xF4 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (size == 0 || text.size() < size) return std::nullopt;
  char32_t character = first & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((ByteAt(text, i) & 0xC0U) != 0x80) return std::nullopt;
    character = character << 6 | (ByteAt(text, i) & 0x3FU);
  }
  constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool is_one =
      character >= kLeast[size] && character <= 0x10FFFF && (character < 0xD800 || character > 0xDFFF);
  return is_one ? Decode(Decoded{character, size}) : std::nullopt;
}

void Append(std::string& text, char32_t character) {
  const auto put = [&](char32_t byte) { text += static_cast<char>(byte); };
  if (character < 0x80) return put(character);
  const int more = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
  put((0xF00U >> (more + 1) & 0xFFU) | character >> (6 * more));
  for (int i = more - 1; i >= 0; --i) put(0x80U | (character >> (6 * i) & 0x3FU));
}

}  // namespace

bool IsCharset(const std::string& charset) {
  const auto name = PlainName(charset);
  return IsUnicode(name) || FindTable(name) != nullptr;
}

Result<std::string> ToUtf8(std::string_view bytes, const std::string& charset, bool drop_bad_bytes) {
  const auto name = PlainName(charset);
  const auto* const table = FindTable(name);
  if (table == nullptr && !IsUnicode(name))
    return InvalidInput(fmt::format("unknown charset \"{}\"", charset));
  std::size_t at = 0;
  bool is_big = name == "utf16be";
  const bool has_mark = name == "utf16" || name == "ucs2" || name == "unicode";
  if (has_mark && (bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xFF\xFE"))) {
    is_big = bytes.front() == '\xFE';
    at = 2;
  }
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 4);
  while (at < bytes.size()) {
    const auto rest = bytes.substr(at);
    const auto decoded = table != nullptr ? FromTable(*table, rest)
                         : name == "utf8" ? FromUtf8(rest)
                                          : FromUtf16(is_big, rest);
    if (!decoded && !drop_bad_bytes)
      return InvalidInput(fmt::format("byte {} is not valid in {}", at, charset));
    if (decoded) Append(text, decoded->character);
    at += decoded ? decoded->size : 1;
  }
  return text;
}

namespace {

// The value of `name` in a tag: encoding="..", or charset=...
std::string ValueOf(std::string_view tag, std::string_view name) {
  auto at = tag.find(name);
  if (at == std::string_view::npos) return "";
  tag.remove_prefix(at + name.size());
  at = tag.find_first_not_of(" =\"'");
  if (at == std::string_view::npos || at == 0) return "";
  tag.remove_prefix(at);
  return std::string(tag.substr(0, tag.find_first_of(" \"';/>?")));
}

}  // namespace

std::string DeclaredCharset(std::string_view document) {
  if (document.starts_with("\xFF\xFE") || document.starts_with("\xFE\xFF")) return "UTF-16";
  if (document.starts_with("\xEF\xBB\xBF")) return "";
  if (document.starts_with("<?xml")) return ValueOf(document.substr(0, document.find("?>")), "encoding");
  constexpr std::size_t kWhereBrowsersLook = 1024;
  document = document.substr(0, kWhereBrowsersLook);
  for (auto at = document.find("<meta"); at != std::string_view::npos; at = document.find("<meta", at + 1)) {
    const auto tag = document.substr(at, document.find('>', at) - at);
    if (auto charset = ValueOf(tag, "charset"); !charset.empty()) return charset;
  }
  return "";
}

}  // namespace fxlake::sources
