// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/result.h"

namespace fxlake::sources {

// Whether the bytes have the signature of a compound file.
bool IsCompoundFile(std::string_view bytes);

// A file of several streams in sectors ("OLE", [MS-CFB]), the container of workbooks until 2007. The bytes
// must outlive it.
class CompoundFile {
 public:
  // invalid_input when the bytes are not a compound file.
  static Result<CompoundFile> Open(std::string_view bytes);
  // The content of the stream with that name; not_found when there is none, invalid_input when its sectors
  // are invalid.
  Result<std::string> Read(std::string_view name) const;

 private:
  struct Entry {
    std::string name;  // ASCII characters; others as "?"
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
  std::vector<std::uint32_t> next_;       // by sector
  std::vector<std::uint32_t> mini_next_;  // by mini sector
  std::string mini_;                      // the mini stream
  std::vector<Entry> entries_;
};

}  // namespace fxlake::sources
