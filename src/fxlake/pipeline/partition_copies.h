// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>

#include "fxlake/base/result.h"

namespace fxlake::pipeline {

// A folder of this user alone in which each key is a file, empty until it is written, so that a reader of
// what was not written finds no Parquet file. It goes with this object. Safe to use from several threads.
class PartitionCopies {
 public:
  // denied or unavailable when it cannot be made; `folder` must not be there yet.
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
