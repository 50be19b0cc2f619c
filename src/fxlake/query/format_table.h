// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "fxlake/query/format.h"

namespace fxlake::query {

// The table of format.h: the rows to show are held until the end, since each widens its column.
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
  std::size_t left_out_ = 0;
};

}  // namespace fxlake::query
