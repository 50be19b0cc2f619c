// SPDX-License-Identifier: Apache-2.0
#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <span>

#include "fxlake/parquet/column_decoder.h"
#include "fxlake/parquet/delta_read.h"
#include "fxlake/parquet/hybrid.h"

namespace fxlake::parquet {
namespace {

// Removes a length-prefixed text.
Result<std::string_view> TakeText(std::string_view& bytes) {
  std::uint32_t size = 0;
  if (bytes.size() < sizeof size) return Corrupt("texts end too early");
  std::memcpy(&size, bytes.data(), sizeof size);
  bytes.remove_prefix(sizeof size);
  if (size > bytes.size()) return Corrupt("a text is longer than its page");
  const auto text = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return text;
}

Result<void> CheckUtf8(std::string_view text) {
  if (!simdjson::validate_utf8(text)) return Corrupt("text is not UTF-8");
  return {};
}

}  // namespace

Result<void> ReadCodes(std::string_view bytes, std::size_t entries, std::span<std::uint32_t> codes) {
  if (codes.empty()) return {};
  if (bytes.empty()) return Corrupt("dictionary codes are missing");
  RETURN_IF_ERROR(ReadHybrid(bytes.substr(1), static_cast<std::uint8_t>(bytes.front()), codes));
  std::uint32_t greatest = 0;
  for (const auto code : codes) greatest = std::max(greatest, code);
  if (greatest >= entries)
    return Corrupt("code " + std::to_string(greatest) + " in a dictionary of " + std::to_string(entries) +
                   " entries");
  return {};
}

Result<void> StringDecoder::SetDictionary(std::string_view bytes, std::size_t count) {
  if (count > bytes.size()) return Corrupt("texts end too early");
  column_.dictionary.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    ASSIGN_OR_RETURN(const auto text, TakeText(bytes));
    RETURN_IF_ERROR(CheckUtf8(text));
    column_.dictionary.emplace_back(text);
  }
  return {};
}

Result<void> StringDecoder::Append(Encoding encoding, std::string_view bytes, std::size_t count) {
  switch (encoding) {
    case Encoding::plain: return AppendPlain(bytes, count);
    case Encoding::delta_length_byte_array: return AppendDeltaLengths(bytes, count);
    case Encoding::plain_dictionary:
    case Encoding::rle_dictionary: {
      const auto begin = column_.codes.size();
      column_.codes.resize(begin + count);
      return ReadCodes(bytes, column_.dictionary.size(), std::span(column_.codes).subspan(begin));
    }
    default: return InvalidInput("the encoding " + NameOf(encoding) + " of texts is not supported");
  }
}

Result<void> StringDecoder::AppendPlain(std::string_view bytes, std::size_t count) {
  if (count > bytes.size()) return Corrupt("texts end too early");
  for (std::size_t i = 0; i < count; ++i) {
    ASSIGN_OR_RETURN(const auto text, TakeText(bytes));
    RETURN_IF_ERROR(AppendText(text));
  }
  return {};
}

Result<void> StringDecoder::AppendDeltaLengths(std::string_view bytes, std::size_t count) {
  if (count == 0) return {};
  std::vector<std::int64_t> sizes(count);
  ASSIGN_OR_RETURN(const auto taken, ReadDelta(bytes, sizes));
  bytes.remove_prefix(taken);
  for (const auto size : sizes) {
    if (size < 0 || static_cast<std::uint64_t>(size) > bytes.size())
      return Corrupt("a text is longer than its page");
    RETURN_IF_ERROR(AppendText(bytes.substr(0, static_cast<std::size_t>(size))));
    bytes.remove_prefix(static_cast<std::size_t>(size));
  }
  return {};
}

Result<void> StringDecoder::AppendText(std::string_view text) {
  if (!codes_.empty() && column_.dictionary[last_] == text) {
    column_.codes.push_back(last_);
    return {};
  }
  if (codes_.empty()) {
    for (std::uint32_t code = 0; code < column_.dictionary.size(); ++code)
      codes_.emplace(column_.dictionary[code], code);
  }
  auto found = codes_.find(text);
  if (found == codes_.end()) {
    RETURN_IF_ERROR(CheckUtf8(text));
    found = codes_.emplace(std::string(text), static_cast<std::uint32_t>(column_.dictionary.size())).first;
    column_.dictionary.emplace_back(text);
  }
  last_ = found->second;
  column_.codes.push_back(last_);
  return {};
}

}  // namespace fxlake::parquet
