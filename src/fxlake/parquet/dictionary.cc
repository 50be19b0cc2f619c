// SPDX-License-Identifier: Apache-2.0
#include "fxlake/parquet/dictionary.h"

#include <simdjson.h>

#include <algorithm>
#include <bit>

namespace fxlake::parquet {
namespace {

// Fits a page of any reader.
constexpr std::size_t kMaxTextBytes = std::size_t{16} << 20;

}  // namespace

Result<UsedStrings> FindUsedStrings(const StringColumn& column) {
  const auto& texts = column.dictionary;
  std::uint32_t greatest = 0;
  for (const auto code : column.codes) greatest = std::max(greatest, code);
  if (greatest >= texts.size()) {
    return InvalidInput("code " + std::to_string(greatest) + " in a dictionary of " +
                        std::to_string(texts.size()) + " entries");
  }
  UsedStrings used;
  used.new_codes.assign(texts.size(), 0);
  if (texts.size() == 1) {
    used.new_codes[0] = 1;
  } else {
    for (const auto code : column.codes) used.new_codes[code] = 1;
  }
  for (std::uint32_t code = 0; code < texts.size(); ++code) {
    if (used.new_codes[code] == 0) continue;
    if (!simdjson::validate_utf8(texts[code]))
      return InvalidInput("text is not UTF-8: dictionary entry " + std::to_string(code));
    if (texts[code].size() > kMaxTextBytes)
      return InvalidInput("a text is longer than 16 MiB: dictionary entry " + std::to_string(code));
    used.old_codes.push_back(code);
  }
  std::ranges::sort(used.old_codes, {},
                    [&](std::uint32_t code) -> const std::string& { return texts[code]; });
  std::size_t kept = 0;
  for (const auto code : used.old_codes) {
    if (kept == 0 || texts[code] != texts[used.old_codes[kept - 1]]) used.old_codes[kept++] = code;
    used.new_codes[code] = static_cast<std::uint32_t>(kept - 1);
  }
  used.old_codes.resize(kept);
  return used;
}

template <typename T>
bool BuildDictionary(std::span<const T> values, std::vector<T>& entries, std::vector<std::uint32_t>& codes) {
  // Up to kFree distinct values are always accepted; beyond that, at most one per kRowsPerEntry rows seen so
  // far.
  constexpr std::size_t kFree = 1024, kRowsPerEntry = 4;
  constexpr std::uint32_t kEmpty = 0xFFFF'FFFF;
  entries.clear();
  codes.resize(values.size());
  // At most half full: the rule above bounds the number of entries.
  const std::size_t slots =
      std::bit_ceil(2 * std::min(values.size(), kFree + values.size() / kRowsPerEntry) + 2);
  const int shift = 64 - std::countr_zero(slots);
  std::vector<std::uint32_t> table(slots, kEmpty);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0 && values[i] == values[i - 1]) {
      codes[i] = codes[i - 1];
      continue;
    }
    auto slot =
        static_cast<std::size_t>(static_cast<std::uint64_t>(values[i]) * 0x9E37'79B9'7F4A'7C15U >> shift);
    while (table[slot] != kEmpty && entries[table[slot]] != values[i]) slot = (slot + 1) & (slots - 1);
    if (table[slot] == kEmpty) {
      if (entries.size() >= kFree + i / kRowsPerEntry) return false;
      table[slot] = static_cast<std::uint32_t>(entries.size());
      entries.push_back(values[i]);
    }
    codes[i] = table[slot];
  }
  return true;
}

template bool BuildDictionary(std::span<const std::int32_t>, std::vector<std::int32_t>&,
                              std::vector<std::uint32_t>&);
template bool BuildDictionary(std::span<const std::int64_t>, std::vector<std::int64_t>&,
                              std::vector<std::uint32_t>&);

}  // namespace fxlake::parquet
