// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/tree/plain_json.h"

#include <bit>

#include "fxlake/base/eight_bytes.h"
#include "fxlake/base/find_char.h"
#include "fxlake/base/text.h"

namespace fxlake::sources {
namespace {

const char* SkipBlanks(const char* at) {
  while (IsBlank(*at)) ++at;
  return at;
}

bool IsOfToken(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '.' || c == '-' || c == '+' || c == 'E';
}

// The text of a string whose opening quote is at `quote`; false when it has an escape. Sets `at` to the
// position after it.
bool TakeText(const char* quote, const char* end, const char*& at, std::string_view& text) {
  const char* const stop = FindEither(quote + 1, end, '"', '\\');
  if (stop == end || *stop != '"') return false;
  text = {quote + 1, stop};
  at = stop + 1;
  return true;
}

// Most keys differ in length or first character.
bool IsSame(std::string_view name, std::string_view key) {
  return name.size() == key.size() && (name.empty() || name.front() == key.front()) && name == key;
}

}  // namespace

bool PlainNumbers::Next() {
  if (*at_ != '{' && *at_ != ',') return false;
  const char* const quote = SkipBlanks(at_ + 1);
  if (*quote != '"') return false;
  const char* end = quote + 1;
  while (*end != '"' && *end != '\\') ++end;
  member_.key = {quote + 1, end};
  if (*end != '"') return false;
  end = SkipBlanks(end + 1);
  if (*end != ':') return false;
  const char* const begin = SkipBlanks(end + 1);
  end = begin;
  // includes the slash, which is rejected later
  for (std::size_t count = 8; count == 8; end += count) count = CountWithin(end, '.', '9');
  member_.number = {begin, end};
  end = SkipBlanks(end);
  if (member_.number.empty() || (*end != ',' && *end != '}')) return false;
  at_ = end;
  return true;
}

Plain ReadPlainObject(const char* object, const char* end, std::span<const RowProgram::LookUp> look_ups,
                      Cells& cells) {
  if (look_ups.size() > 64) return Plain::less;
  for (const auto& look_up : look_ups) cells[look_up.cell].reset();
  std::uint64_t found = 0;
  const auto as_far_as_this = [&] {
    return std::popcount(found) == std::ssize(look_ups) ? Plain::beginning : Plain::less;
  };
  const char* at = object;
  if (*at != '{') return Plain::less;
  do {
    const char* const quote = SkipBlanks(at + 1);
    std::string_view key, text;
    if (*quote != '"' || !TakeText(quote, end, at, key)) return as_far_as_this();
    at = SkipBlanks(at);
    if (*at != ':') return Plain::less;
    at = SkipBlanks(at + 1);
    const bool is_text = *at == '"';
    if (is_text) {
      if (!TakeText(at, end, at, text)) return as_far_as_this();
    } else {
      const char* const begin = at;
      while (IsOfToken(*at)) ++at;
      text = {begin, at};
      if (text.empty()) return as_far_as_this();
    }
    for (std::size_t i = 0; i < look_ups.size(); ++i) {
      if (!IsSame(look_ups[i].steps.front(), key)) continue;
      if ((found >> i & 1) != 0) return Plain::less;
      found |= std::uint64_t{1} << i;
      if (is_text || text != "null") cells[look_ups[i].cell] = text;
    }
    at = SkipBlanks(at);
  } while (*at == ',');
  return *at == '}' ? Plain::all : Plain::less;
}

}  // namespace fxlake::sources
