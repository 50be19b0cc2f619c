// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/engine.h"

namespace fxlake::query {
namespace {

class TableSink : public RowSink {
 public:
  explicit TableSink(Table& table) : table_(table) {}

  Result<void> Begin(std::span<const Column> columns) override {
    table_.columns.assign(columns.begin(), columns.end());
    return {};
  }

  Result<void> Rows(const RowBatch& batch) override {
    for (std::size_t row = 0; row < batch.rows; ++row) {
      auto& cells = table_.rows.emplace_back();
      cells.reserve(batch.columns.size());
      for (const TextColumn& column : batch.columns) cells.emplace_back(column.At(row));
    }
    return {};
  }

  Result<void> End() override { return {}; }

 private:
  Table& table_;
};

class NoSink : public RowSink {
 public:
  Result<void> Begin(std::span<const Column>) override { return {}; }
  Result<void> Rows(const RowBatch&) override { return {}; }
  Result<void> End() override { return {}; }
};

}  // namespace

Result<Table> RunToTable(Engine& engine, const std::string& sql) {
  Table table;
  TableSink sink(table);
  RETURN_IF_ERROR(engine.Run(sql, sink));
  return table;
}

Result<void> Execute(Engine& engine, const std::string& sql) {
  NoSink sink;
  return engine.Run(sql, sink);
}

}  // namespace fxlake::query
