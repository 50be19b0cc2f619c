// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/workbook/compound_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "fxlake/sources/workbook/little_endian.h"

namespace fxlake::sources {
namespace {

constexpr std::string_view kMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
constexpr std::size_t kHeaderSize = 512, kEntrySize = 128, kMiniSectorSize = 64;
constexpr std::uint32_t kEnd = 0xFFFFFFFE;
constexpr std::uint64_t kMiniLimit = 4096;  // smaller streams are in mini sectors
constexpr std::uint8_t kStream = 2, kRoot = 5;

Error Broken(std::string_view why) {
  return InvalidInput(fmt::format("not a complete compound file: {}", why));
}

std::vector<std::uint32_t> Numbers(std::string_view bytes) {
  std::vector<std::uint32_t> numbers;
  for (std::size_t at = 0; at + 4 <= bytes.size(); at += 4) numbers.push_back(Number32(bytes, at));
  return numbers;
}

}  // namespace

bool IsCompoundFile(std::string_view bytes) { return bytes.starts_with(kMagic); }

Result<std::string_view> CompoundFile::Sector(std::uint32_t number) const {
  const auto at = (static_cast<std::size_t>(number) + 1) * sector_size_;
  if (at >= bytes_.size()) return Broken(fmt::format("it has no sector {}", number));
  return bytes_.substr(at, sector_size_);
}

// The sectors linked from `first`; a chain longer than the file is cyclic.
Result<std::string> CompoundFile::Chain(std::uint32_t first, std::uint64_t most) const {
  std::string content;
  for (auto sector = first; sector < kEnd && content.size() < most; sector = next_[sector]) {
    ASSIGN_OR_RETURN(const auto bytes, Sector(sector));
    content += bytes;
    if (content.size() > bytes_.size()) return Broken("a chain of sectors does not end");
    if (sector >= next_.size()) return Broken("a chain of sectors leads to a sector that does not exist");
  }
  if (content.size() > most) content.resize(most);
  return content;
}

Result<void> CompoundFile::ReadTables() {
  const auto header = bytes_.substr(0, kHeaderSize);
  std::vector<std::uint32_t> table_sectors = Numbers(header.substr(76));
  // In a large file the list of the table's sectors continues in further sectors.
  auto more = Number32(header, 68);
  for (std::size_t met = 0; more < kEnd; ++met) {
    if (met > bytes_.size() / sector_size_) return Broken("the list of its tables does not end");
    ASSIGN_OR_RETURN(const auto sector, Sector(more));
    auto numbers = Numbers(sector);
    if (numbers.empty()) return Broken("a sector is truncated");
    more = numbers.back();
    numbers.pop_back();
    table_sectors.insert(table_sectors.end(), numbers.begin(), numbers.end());
  }
  for (const auto number : table_sectors) {
    if (number >= kEnd - 2) continue;
    ASSIGN_OR_RETURN(const auto sector, Sector(number));
    const auto numbers = Numbers(sector);
    next_.insert(next_.end(), numbers.begin(), numbers.end());
  }
  ASSIGN_OR_RETURN(const auto mini, Chain(Number32(header, 60), bytes_.size()));
  mini_next_ = Numbers(mini);
  return {};
}

Result<void> CompoundFile::ReadDirectory() {
  ASSIGN_OR_RETURN(const auto directory, Chain(Number32(bytes_, 48), bytes_.size()));
  for (std::size_t at = 0; at + kEntrySize <= directory.size(); at += kEntrySize) {
    const auto bytes = std::string_view(directory).substr(at, kEntrySize);
    Entry entry{.name = "",
                .kind = static_cast<std::uint8_t>(bytes[66]),
                .first = Number32(bytes, 116),
                .size = Number32(bytes, 120)};
    const auto characters = std::min<std::size_t>(Number16(bytes, 64), 64) / 2;
    for (std::size_t i = 0; i + 1 < characters; ++i) {
      const auto character = Number16(bytes, 2 * i);
      entry.name += character < 0x80 ? static_cast<char>(character) : '?';
    }
    if (entry.kind == kRoot) {
      ASSIGN_OR_RETURN(mini_, Chain(entry.first, entry.size));
    }
    entries_.push_back(std::move(entry));
  }
  return {};
}

Result<CompoundFile> CompoundFile::Open(std::string_view bytes) {
  if (!IsCompoundFile(bytes) || bytes.size() < kHeaderSize)
    return Broken("it does not begin like a compound file");
  CompoundFile file(bytes);
  const auto shift = Number16(bytes, 30);
  if (shift < 7 || shift > 16) return Broken("its sector size is invalid");
  file.sector_size_ = std::size_t{1} << shift;
  RETURN_IF_ERROR(file.ReadTables());
  RETURN_IF_ERROR(file.ReadDirectory());
  return file;
}

Result<std::string> CompoundFile::Read(std::string_view name) const {
  const auto entry = std::ranges::find_if(
      entries_, [&](const Entry& known) { return known.kind == kStream && known.name == name; });
  if (entry == entries_.end()) return NotFound(fmt::format("the compound file has no stream {}", name));
  if (entry->size >= kMiniLimit) return Chain(entry->first, entry->size);
  std::string content;
  for (auto sector = entry->first; sector < kEnd && content.size() < entry->size;
       sector = mini_next_[sector]) {
    const auto at = static_cast<std::size_t>(sector) * kMiniSectorSize;
    if (at >= mini_.size() || sector >= mini_next_.size())
      return Broken("a chain of small sectors leads to a sector that does not exist");
    content += std::string_view(mini_).substr(at, kMiniSectorSize);
  }
  content.resize(std::min<std::size_t>(content.size(), entry->size));
  return content;
}

}  // namespace fxlake::sources
