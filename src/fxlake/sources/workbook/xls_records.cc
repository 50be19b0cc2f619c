// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/workbook/xls_records.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>

#include "fxlake/sources/language/charset.h"
#include "fxlake/sources/workbook/little_endian.h"

namespace fxlake::sources {
namespace {

constexpr std::uint16_t kContinue = 0x3C;
constexpr std::size_t kMostStrings = 10'000'000;

// Reads across the pieces of a record.
class PieceReader {
 public:
  explicit PieceReader(const XlsRecord& record) : pieces_{record.bytes} {
    pieces_.insert(pieces_.end(), record.more.begin(), record.more.end());
  }
  bool at_end() {
    while (piece_ < pieces_.size() && at_ >= pieces_[piece_].size()) {
      ++piece_;
      at_ = 0;
    }
    return piece_ >= pieces_.size();
  }
  std::uint64_t Take(std::size_t bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes && !at_end(); ++i)
      value |= static_cast<std::uint64_t>(static_cast<unsigned char>(pieces_[piece_][at_++])) << (8 * i);
    return value;
  }
  void Skip(std::size_t bytes) {
    while (bytes > 0 && !at_end()) {
      const auto step = std::min(bytes, pieces_[piece_].size() - at_);
      at_ += step;
      bytes -= step;
    }
  }
  // A string of `count` characters. A piece that begins within it restates the character width.
  std::string Characters(std::size_t count, bool wide) {
    std::string text;
    while (count > 0 && piece_ < pieces_.size()) {
      if (at_ >= pieces_[piece_].size()) {
        if (++piece_ >= pieces_.size()) break;
        at_ = 0;
        wide = !pieces_[piece_].empty() && (pieces_[piece_][at_++] & 1) != 0;
        continue;
      }
      const auto rest = pieces_[piece_].substr(at_);
      const std::size_t size = wide ? 2 : 1;
      const auto here = std::min(count, rest.size() / size);
      if (here == 0) break;
      text += BytesToUtf8(rest.substr(0, here * size), wide);
      at_ += here * size;
      count -= here;
    }
    return text;
  }

 private:
  std::vector<std::string_view> pieces_;
  std::size_t piece_ = 0, at_ = 0;
};

}  // namespace

std::optional<XlsRecord> XlsRecords::Next() {
  const auto take = [this]() -> std::optional<XlsRecord> {
    if (at_ + 4 > stream_.size()) return std::nullopt;
    XlsRecord record{.kind = Number16(stream_, at_),
                     .begin = at_,
                     .bytes = stream_.substr(at_ + 4, Number16(stream_, at_ + 2)),
                     .more = {}};
    at_ += 4 + record.bytes.size();
    return record;
  };
  auto record = take();
  while (record && at_ + 4 <= stream_.size() && Number16(stream_, at_) == kContinue)
    record->more.push_back(take()->bytes);
  return record;
}

std::vector<std::string> ReadSharedStrings(const XlsRecord& record) {
  std::vector<std::string> strings;
  PieceReader reader(record);
  reader.Skip(4);
  const auto count = std::min<std::uint64_t>(reader.Take(4), kMostStrings);
  while (strings.size() < count && !reader.at_end()) {
    const auto characters = reader.Take(2);
    const auto flags = reader.Take(1);
    const auto runs = (flags & 8) != 0 ? reader.Take(2) : 0;
    const auto extension = (flags & 4) != 0 ? reader.Take(4) : 0;
    strings.push_back(reader.Characters(characters, (flags & 1) != 0));
    reader.Skip(runs * 4 + extension);
  }
  return strings;
}

std::string BytesToUtf8(std::string_view bytes, bool wide) {
  const auto text = ToUtf8(bytes, wide ? "UTF-16LE" : "ISO-8859-1");
  return text ? *text : std::string(bytes.size(), '?');
}

std::string NumberText(double number) {
  char digits[64];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  return std::string(digits, end);
}

std::string PackedNumberText(std::uint32_t packed) {
  const bool hundredths = (packed & 1) != 0, is_integer = (packed & 2) != 0;
  if (!is_integer) {
    const auto number = std::bit_cast<double>(static_cast<std::uint64_t>(packed & ~3U) << 32);
    return NumberText(hundredths ? number / 100 : number);
  }
  const auto number = static_cast<std::int32_t>(packed) >> 2;
  if (!hundredths) return std::to_string(number);
  const auto size = number < 0 ? -static_cast<std::int64_t>(number) : static_cast<std::int64_t>(number);
  auto text = fmt::format("{}{}.{:02}", number < 0 ? "-" : "", size / 100, size % 100);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text;
}

}  // namespace fxlake::sources
