// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>

#include "fxlake/base/result.h"

namespace fxlake::pipeline {

// A private folder (mode 0700) with a file for each key. Files are empty until written, so that a reader of
// an unwritten file fails rather than sees data. Removed by the destructor. Thread-safe.
class PartitionCopies {
 public:
  // denied or unavailable when the folder cannot be created; it must not exist yet.
  static Result<std::unique_ptr<PartitionCopies>> Make(std::string folder, std::span<const std::string> keys);
  ~PartitionCopies();
  PartitionCopies(const PartitionCopies&) = delete;
  PartitionCopies& operator=(const PartitionCopies&) = delete;

  Result<void> Write(const std::string& key, const std::string& bytes) const;
  const std::string& folder() const { return folder_; }

 private:
  explicit PartitionCopies(std::string folder) : folder_(std::move(folder)) {}
  std::string folder_;
};

}  // namespace fxlake::pipeline
