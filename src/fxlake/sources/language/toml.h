// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "fxlake/base/date.h"
#include "fxlake/base/result.h"

namespace fxlake::sources {

// A value of a TOML document (toml.io, version 1.0) with its position. Floating-point numbers and times are
// rejected, because no key uses them.
struct TomlMember;
struct TomlValue {
  using Array = std::vector<TomlValue>;
  using Table = std::vector<TomlMember>;  // in document order where that is kept, else by key

  std::variant<std::string, std::int64_t, bool, Date, Array, Table> value;
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

struct TomlMember {
  std::string key;
  TomlValue value;
};

// The document as a table; invalid_input with `name`, line and column.
Result<TomlValue> ParseToml(std::string_view text, std::string_view name);

}  // namespace fxlake::sources
