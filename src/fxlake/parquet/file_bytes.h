// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "fxlake/base/result.h"
#include "fxlake/parquet/reader.h"

namespace fxlake::parquet {

// The bytes of a file: in memory, or asked for range by range. Once it holds its tail, it is safe to use from
// several threads as far as the source is.
class FileBytes {
 public:
  explicit FileBytes(std::string_view bytes) : size_(bytes.size()), held_(bytes) {}
  explicit FileBytes(Source source)
      : size_(source.size), held_from_(source.size), source_(std::move(source)) {}
  FileBytes(const FileBytes&) = delete;
  FileBytes& operator=(const FileBytes&) = delete;

  std::uint64_t size() const { return size_; }
  // Fetches the last `length` bytes, or as many as there are, and keeps them.
  Result<void> HoldTail(std::uint64_t length);
  // A range within the file; a view of what is held, or of `buffer`, which is then filled.
  Result<std::string_view> Read(std::uint64_t offset, std::uint64_t length, std::string& buffer) const;

 private:
  Result<std::string> Ask(std::uint64_t offset, std::uint64_t length) const;

  std::uint64_t size_;
  std::uint64_t held_from_ = 0;
  std::string_view held_;  // the bytes from held_from_ to the end of the file
  std::string tail_;
  Source source_;
};

}  // namespace fxlake::parquet
