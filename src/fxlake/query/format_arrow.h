// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fxlake/query/arrow_column.h"
#include "fxlake/query/format.h"

namespace fxlake::query {

// A stream of Apache Arrow (https://arrow.apache.org/docs/format/Columnar.html, IPC streaming format,
// version 5): the schema, batches of some ten thousand rows, the end. Types as ArrowTypeOf gives them.
class ArrowFormat : public RowSink {
 public:
  explicit ArrowFormat(TextOutput output) : output_(std::move(output)) {}
  Result<void> Begin(std::span<const Column> columns) override;
  Result<void> Rows(const RowBatch& batch) override;
  Result<void> End() override;

 private:
  Result<void> WriteBatch();

  TextOutput output_;
  std::vector<ArrowColumn> columns_;
  std::int64_t rows_ = 0;
};

}  // namespace fxlake::query
