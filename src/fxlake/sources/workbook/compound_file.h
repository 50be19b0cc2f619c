// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/result.h"

namespace fxlake::sources {

// Whether the bytes begin as a compound file does.
bool IsCompoundFile(std::string_view bytes);

// A file of several streams in sectors ("OLE", [MS-CFB]), in which workbooks were kept until 2007. The bytes
// must outlive it.
class CompoundFile {
 public:
  // invalid_input when the bytes are none.
  static Result<CompoundFile> Open(std::string_view bytes);
  // The content of the stream of that name; not_found when there is none, invalid_input when its sectors are
  // broken.
  Result<std::string> Read(std::string_view name) const;

 private:
  struct Entry {
    std::string name;  // letters of ASCII; others as "?"
    std::uint8_t kind = 0;
    std::uint32_t first = 0;
    std::uint64_t size = 0;
  };
  explicit CompoundFile(std::string_view bytes) : bytes_(bytes) {}
  Result<std::string_view> Sector(std::uint32_t number) const;
  Result<std::string> Chain(std::uint32_t first, std::uint64_t most) const;
  Result<void> ReadTables();
  Result<void> ReadDirectory();

  std::string_view bytes_;
  std::size_t sector_size_ = 512;
  std::vector<std::uint32_t> next_;       // of each sector
  std::vector<std::uint32_t> mini_next_;  // of each small sector
  std::string mini_;                      // the small sectors
  std::vector<Entry> entries_;
};

}  // namespace fxlake::sources
