// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/format_arrow.h"

#include "fxlake/query/arrow_message.h"

namespace fxlake::query {
namespace {

constexpr std::int64_t kRowsOfBatch = 65'536;
// The ends of texts are numbers of 32 bits.
constexpr std::size_t kBytesOfBatch = std::size_t{64} << 20;

}  // namespace

Result<void> ArrowFormat::Begin(std::span<const Column> columns) {
  for (const Column& column : columns) {
    ASSIGN_OR_RETURN(const auto type, ArrowTypeOf(column));
    columns_.emplace_back(column.name, type);
  }
  return output_(ArrowSchemaMessage(columns_));
}

Result<void> ArrowFormat::Rows(const RowBatch& batch) {
  for (std::size_t row = 0; row < batch.rows; ++row) {
    bool full = ++rows_ >= kRowsOfBatch;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      RETURN_IF_ERROR(columns_[i].Append(batch.columns[i].At(row)));
      full = full || columns_[i].value_bytes() >= kBytesOfBatch;
    }
    if (full) RETURN_IF_ERROR(WriteBatch());
  }
  return {};
}

Result<void> ArrowFormat::WriteBatch() {
  const auto message = ArrowBatchMessage(columns_, rows_);
  for (auto& column : columns_) column.Clear();
  rows_ = 0;
  return output_(message);
}

Result<void> ArrowFormat::End() {
  if (rows_ > 0) RETURN_IF_ERROR(WriteBatch());
  return output_(ArrowEndOfStream());
}

}  // namespace fxlake::query
