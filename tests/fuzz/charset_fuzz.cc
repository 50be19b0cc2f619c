// SPDX-License-Identifier: Apache-2.0
#include <simdjson.h>

#include <cstdlib>
#include <string>
#include <string_view>

#include "fxlake/sources/language/charset.h"
#include "fxlake/sources/language/charset_table.h"

// The first byte selects a charset: the converted text is UTF-8, and invalid bytes can be dropped from any
// text.
extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  using namespace fxlake::sources;
  if (size == 0) return 0;
  constexpr std::string_view kUnicode[] = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE"};
  const auto tables = CharsetTables();
  const auto at = static_cast<unsigned char>(data[0]) % (tables.size() + std::size(kUnicode));
  const auto names = at < tables.size() ? tables[at].names.substr(1) : kUnicode[at - tables.size()];
  const std::string name(names.substr(0, names.find(' ')));
  const std::string_view bytes(data + 1, size - 1);
  const auto text = ToUtf8(bytes, name), dropped = ToUtf8(bytes, name, true);
  if (!dropped || !simdjson::validate_utf8(*dropped)) std::abort();
  if (text && *text != *dropped) std::abort();
  return 0;
}
