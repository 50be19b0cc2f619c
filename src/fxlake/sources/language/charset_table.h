// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace fxlake::sources {

// What the bytes of a charset mean.
struct CharsetTable {
  // In place of a character: the first of two bytes. (0 is no character either, but for the byte 0.)
  static constexpr char16_t kLead = 0xFFFF;
  static constexpr unsigned kFirstLead = 0x81, kFirstTrail = 0x40, kTrails = 0xFF - kFirstTrail;

  std::string_view names;      // in small letters and digits, a blank around each
  const char16_t* characters;  // of each of the 256 bytes
  const char16_t* pairs;  // of two bytes: (first - kFirstLead) * kTrails + second - kFirstTrail; nullptr when
                          // there are none
};

// Every charset that is kept as a table (scripts/charset_tables.py).
std::span<const CharsetTable> CharsetTables();

}  // namespace fxlake::sources
