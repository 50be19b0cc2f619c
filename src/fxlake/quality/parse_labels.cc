// SPDX-License-Identifier: Apache-2.0
#include "fxlake/quality/parse_labels.h"

#include <fmt/format.h>

#include <algorithm>

namespace fxlake::quality {
namespace {

constexpr std::size_t kMaxLabels = 10;
constexpr std::size_t kMaxKey = 128;
constexpr std::size_t kMaxValue = 256;

std::size_t Characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](unsigned char c) { return (c & 0xC0U) != 0x80U; }));
}

Result<std::string> ReadPart(TokenReader& reader, std::size_t longest) {
  const Token& token = reader.Peek();
  if (!token.IsQuoted()) return reader.Unexpected("the quoted text of a label");
  const std::size_t length = Characters(token.value);
  if (length == 0 || length > longest)
    return ErrorAt(token, fmt::format("this part of a label must have 1 to {} characters", longest));
  return reader.Next().value;
}

}  // namespace

Result<std::vector<std::string>> ReadLabels(TokenReader& reader, const std::vector<std::string>& by_default) {
  for (const char* part : {"=", "["})
    RETURN_IF_ERROR(reader.Expect(part, "labels have the form labels=[\"key\"=\"value\"]"));
  std::vector<std::string> keys;
  do {
    const Token start = reader.Peek();
    ASSIGN_OR_RETURN(std::string key, ReadPart(reader, kMaxKey));
    RETURN_IF_ERROR(reader.Expect("=", "a label has the form \"key\"=\"value\""));
    RETURN_IF_ERROR(ReadPart(reader, kMaxValue));
    if (std::ranges::find(keys, key) != keys.end())
      return ErrorAt(start, fmt::format("label \"{}\" is a duplicate", key));
    keys.push_back(std::move(key));
    if (keys.size() + by_default.size() > kMaxLabels)
      return ErrorAt(start, fmt::format("a rule has at most {} labels", kMaxLabels));
  } while (reader.Take(","));
  RETURN_IF_ERROR(reader.Expect("]", "labels are separated by commas"));
  return keys;
}

}  // namespace fxlake::quality
