// SPDX-License-Identifier: Apache-2.0
#include "fxlake/parquet/file_bytes.h"

#include <algorithm>

namespace fxlake::parquet {

Result<void> FileBytes::HoldTail(std::uint64_t length) {
  length = std::min(length, size_);
  if (length <= held_.size()) return {};
  ASSIGN_OR_RETURN(tail_, ReadRange(size_ - length, length));
  held_ = tail_;
  held_from_ = size_ - length;
  return {};
}

Result<std::string_view> FileBytes::Read(std::uint64_t offset, std::uint64_t length,
                                         std::string& buffer) const {
  if (offset > size_ || length > size_ - offset) return Corrupt("a range is outside the file");
  if (offset >= held_from_)
    return held_.substr(static_cast<std::size_t>(offset - held_from_), static_cast<std::size_t>(length));
  ASSIGN_OR_RETURN(buffer, ReadRange(offset, length));
  return std::string_view(buffer);
}

Result<std::string> FileBytes::ReadRange(std::uint64_t offset, std::uint64_t length) const {
  ASSIGN_OR_RETURN(auto bytes, source_.read(offset, length));
  if (bytes.size() != length) return Corrupt("the file is shorter than its stated size");
  return bytes;
}

}  // namespace fxlake::parquet
