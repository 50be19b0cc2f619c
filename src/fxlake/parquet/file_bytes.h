// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "fxlake/base/result.h"
#include "fxlake/parquet/reader.h"

namespace fxlake::parquet {

// The bytes of a file, in memory or read range by range. Once its tail is held it is as thread-safe as the
// source.
class FileBytes {
 public:
  explicit FileBytes(std::string_view bytes) : size_(bytes.size()), held_(bytes) {}
  explicit FileBytes(Source source)
      : size_(source.size), held_from_(source.size), source_(std::move(source)) {}
  FileBytes(const FileBytes&) = delete;
  FileBytes& operator=(const FileBytes&) = delete;

  std::uint64_t size() const { return size_; }
  // Reads and keeps the last `length` bytes, or the whole file if it is smaller.
  Result<void> HoldTail(std::uint64_t length);
  // A range of the file: a view of the held bytes, or of `buffer`, which is then filled.
  Result<std::string_view> Read(std::uint64_t offset, std::uint64_t length, std::string& buffer) const;

 private:
  Result<std::string> ReadRange(std::uint64_t offset, std::uint64_t length) const;

  std::uint64_t size_;
  std::uint64_t held_from_ = 0;
  std::string_view held_;  // the bytes from held_from_ to the end of the file
  std::string tail_;
  Source source_;
};

}  // namespace fxlake::parquet
