// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "fxlake/query/format.h"

namespace fxlake::query {

// The table format of format.h. Rows are held until the end, because each may widen its columns.
class TableFormat : public RowSink {
 public:
  TableFormat(TextOutput output, const FormatOptions& options)
      : output_(std::move(output)), options_(options) {}
  Result<void> Begin(std::span<const Column> columns) override;
  Result<void> Rows(const RowBatch& batch) override;
  Result<void> End() override;

 private:
  TextOutput output_;
  FormatOptions options_;
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> cells_;  // by column
  std::size_t formatted_ = 0;
  std::size_t omitted_ = 0;
};

}  // namespace fxlake::query
