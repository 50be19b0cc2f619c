// SPDX-License-Identifier: Apache-2.0
#include "fxlake/asl/expression/timestamp.h"

namespace fxlake::asl {

std::optional<Instant> ParseTimestamp(std::string_view text) {
  if (text.size() < 20 || text[10] != 'T' || text.ends_with('z')) return std::nullopt;
  const auto parsed = Instant::Parse(text);
  return parsed ? std::optional(*parsed) : std::nullopt;
}

std::string FormatTimestamp(Instant at) {
  auto text = at.ToString();  // ...07:30:00.250000Z
  text.erase(text.size() - 4, 3);
  return text;
}

}  // namespace fxlake::asl
