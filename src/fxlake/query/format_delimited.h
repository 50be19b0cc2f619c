// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "fxlake/query/format.h"

namespace fxlake::query {

// The formats that write rows one by one; see format.h.
class CsvFormat : public RowSink {
 public:
  explicit CsvFormat(TextOutput output) : output_(std::move(output)) {}
  Result<void> Begin(std::span<const Column> columns) override;
  Result<void> Rows(const RowBatch& batch) override;
  Result<void> End() override { return {}; }

 private:
  TextOutput output_;
  std::string text_;
};

class JsonFormat : public RowSink {
 public:
  enum class Frame { array, lines };
  JsonFormat(TextOutput output, Frame frame) : output_(std::move(output)), frame_(frame) {}
  Result<void> Begin(std::span<const Column> columns) override;
  Result<void> Rows(const RowBatch& batch) override;
  Result<void> End() override;

 private:
  TextOutput output_;
  Frame frame_;
  std::vector<std::string> keys_;  // each as printed before its value: `"rate":`
  std::vector<ValueKind> kinds_;
  bool first_ = true;
  std::string text_;
};

}  // namespace fxlake::query
