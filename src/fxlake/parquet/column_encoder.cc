// SPDX-License-Identifier: Apache-2.0
#include "fxlake/parquet/column_encoder.h"

#include <algorithm>
#include <cstring>

#include "fxlake/parquet/dictionary.h"
#include "fxlake/parquet/hybrid.h"

namespace fxlake::parquet {
namespace {

constexpr std::size_t kLengthBytes = 4;
// Longer statistics would dominate the footer; readers work without them.
constexpr std::size_t kMaxRangeBytes = 1024;
// A dictionary is one page, which readers hold in memory.
constexpr std::size_t kMaxDictionaryBytes = std::size_t{32} << 20;

template <typename T>
void AppendNumber(T value, std::string& out) {
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  out.append(bytes, sizeof value);
}

template <typename T>
void AppendNumbers(std::span<const T> values, std::string& out) {
  out.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
}

void AppendString(std::string_view text, std::string& out) {
  AppendNumber(static_cast<std::uint32_t>(text.size()), out);
  out.append(text);
}

void EndPage(PageType type, Encoding encoding, std::size_t values, EncodedColumn& out) {
  out.pages.push_back({type, encoding, values, out.bytes.size()});
}

bool DictionaryIsSmaller(std::size_t dictionary_bytes, std::size_t entries, std::size_t rows,
                         std::size_t plain_bytes) {
  if (dictionary_bytes > kMaxDictionaryBytes) return false;
  return dictionary_bytes + rows * static_cast<std::size_t>(BitWidth(entries)) / 8 < plain_bytes;
}

bool DictionaryIsSmaller(const StringColumn& column, const std::vector<std::uint32_t>& entries) {
  const std::size_t rows = column.codes.size();
  std::size_t dictionary_bytes = 0, plain_bytes = 0;
  for (const auto entry : entries) dictionary_bytes += kLengthBytes + column.dictionary[entry].size();
  // Certain without counting: every second row repeats a value, whose length alone takes more than a code.
  if (2 * entries.size() <= rows && BitWidth(entries.size()) < 16)
    return dictionary_bytes <= kMaxDictionaryBytes;
  for (const auto code : column.codes) plain_bytes += kLengthBytes + column.dictionary[code].size();
  return DictionaryIsSmaller(dictionary_bytes, entries.size(), rows, plain_bytes);
}

// Readers disagree on decimals that exceed their precision.
Result<void> CheckDigits(const Type& type, std::int64_t min, std::int64_t max) {
  if (type.kind != Type::Kind::decimal) return {};
  std::int64_t bound = 1;
  for (int digit = 0; digit < type.precision; ++digit) bound *= 10;
  if (min > -bound && max < bound) return {};
  return InvalidInput("a value has more digits than " + type.ToString() + ": " +
                      std::to_string(min <= -bound ? min : max) + " units");
}

}  // namespace

Result<void> ColumnEncoder::Encode(const Type& type, const Column& column, EncodedColumn& out) {
  out.bytes.clear();
  out.pages.clear();
  out.range.reset();
  if (const auto* strings = std::get_if<StringColumn>(&column)) return EncodeStrings(*strings, out);
  if (const auto* dates = std::get_if<Int32Column>(&column)) {
    EncodeNumbers(std::span<const std::int32_t>(*dates), out);
    return {};
  }
  const auto& numbers = std::get<Int64Column>(column);
  EncodeNumbers(std::span<const std::int64_t>(numbers), out);
  const auto range = DecodeRange(*out.range, type, LayoutOf(type));
  return CheckDigits(type, std::get<std::int64_t>(range->min), std::get<std::int64_t>(range->max));
}

Result<void> ColumnEncoder::EncodeStrings(const StringColumn& column, EncodedColumn& out) {
  ASSIGN_OR_RETURN(const auto used, FindUsedStrings(column));
  const auto& texts = column.dictionary;
  const auto& entries = used.old_codes;
  const auto& least = texts[entries.front()];
  const auto& greatest = texts[entries.back()];
  if (least.size() <= kMaxRangeBytes && greatest.size() <= kMaxRangeBytes) out.range = {least, greatest};

  if (!DictionaryIsSmaller(column, entries)) {
    AppendPlainStrings(column, out);
    return {};
  }
  for (const auto entry : entries) AppendString(texts[entry], out.bytes);
  EndPage(PageType::dictionary, Encoding::plain, entries.size(), out);
  codes_.resize(column.codes.size());
  if (entries.size() > 1) {
    for (std::size_t i = 0; i < codes_.size(); ++i) codes_[i] = used.new_codes[column.codes[i]];
  }
  AppendCodes(entries.size(), out);
  return {};
}

void ColumnEncoder::AppendPlainStrings(const StringColumn& column, EncodedColumn& out) const {
  std::size_t page_begin = 0, values = 0;
  for (const auto code : column.codes) {
    AppendString(column.dictionary[code], out.bytes);
    if (++values < page_rows_ && out.bytes.size() - page_begin < page_bytes_) continue;
    EndPage(PageType::data, Encoding::plain, values, out);
    page_begin = out.bytes.size(), values = 0;
  }
  if (values > 0) EndPage(PageType::data, Encoding::plain, values, out);
}

template <typename T>
void ColumnEncoder::EncodeNumbers(std::span<const T> values, EncodedColumn& out) {
  auto& range = out.range.emplace();
  const auto [min, max] = std::ranges::minmax(values);
  AppendNumber(min, range.min);
  AppendNumber(max, range.max);

  std::vector<T> entries;
  if (BuildDictionary(values, entries, codes_) &&
      DictionaryIsSmaller(entries.size() * sizeof(T), entries.size(), values.size(), values.size_bytes())) {
    AppendNumbers(std::span<const T>(entries), out.bytes);
    EndPage(PageType::dictionary, Encoding::plain, entries.size(), out);
    return AppendCodes(entries.size(), out);
  }
  const std::size_t page_values = std::max<std::size_t>(1, std::min(page_rows_, page_bytes_ / sizeof(T)));
  for (std::size_t at = 0; at < values.size(); at += page_values) {
    const auto page = values.subspan(at, std::min(page_values, values.size() - at));
    AppendNumbers(page, out.bytes);
    EndPage(PageType::data, Encoding::plain, page.size(), out);
  }
}

void ColumnEncoder::AppendCodes(std::size_t entries, EncodedColumn& out) const {
  const int width = BitWidth(entries);
  for (std::size_t at = 0; at < codes_.size(); at += page_rows_) {
    const auto page = std::span(codes_).subspan(at, std::min(page_rows_, codes_.size() - at));
    out.bytes.push_back(static_cast<char>(width));
    if (entries > 1) {
      AppendHybrid(page, width, out.bytes);
    } else {
      AppendHybridRun(0, page.size(), width, out.bytes);
    }
    EndPage(PageType::data, Encoding::rle_dictionary, page.size(), out);
  }
}

}  // namespace fxlake::parquet
