// SPDX-License-Identifier: Apache-2.0
#include "fxlake/query/format_delimited.h"

#include "fxlake/base/json.h"

namespace fxlake::query {
namespace {

void AppendCsvField(std::string_view value, std::string& out) {
  // An empty text is quoted, to distinguish it from null.
  if (!value.empty() && value.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += value;
    return;
  }
  out += '"';
  for (const char c : value) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

bool IsPlainAscii(std::string_view text) {
  for (const char c : text) {
    if (c < ' ' || c > '~' || c == '"' || c == '\\') return false;
  }
  return true;
}

void AppendJsonValue(std::string_view value, ValueKind kind, std::string& out) {
  switch (kind) {
    case ValueKind::boolean:
    case ValueKind::integer:
    case ValueKind::decimal: out += value; break;
    case ValueKind::real:
      out += value.ends_with("nan") || value.ends_with("inf") ? std::string_view("null") : value;
      break;
    default:
      if (IsPlainAscii(value)) {
        out += '"';
        out += value;
        out += '"';
      } else {
        out += JsonQuote(value);
      }
  }
}

}  // namespace

Result<void> CsvFormat::Begin(std::span<const Column> columns) {
  if (columns.empty()) return {};
  text_.clear();
  for (const Column& column : columns) {
    if (!text_.empty()) text_ += ',';
    AppendCsvField(column.name, text_);
  }
  text_ += '\n';
  return output_(text_);
}

Result<void> CsvFormat::Rows(const RowBatch& batch) {
  text_.clear();
  for (std::size_t row = 0; row < batch.rows; ++row) {
    for (std::size_t i = 0; i < batch.columns.size(); ++i) {
      if (i != 0) text_ += ',';
      if (const auto value = batch.columns[i].At(row)) AppendCsvField(*value, text_);
    }
    text_ += '\n';
  }
  return output_(text_);
}

Result<void> JsonFormat::Begin(std::span<const Column> columns) {
  for (const Column& column : columns) {
    keys_.push_back(JsonQuote(column.name) + ':');
    kinds_.push_back(column.kind);
  }
  return frame_ == Frame::array ? output_("[") : Result<void>();
}

Result<void> JsonFormat::Rows(const RowBatch& batch) {
  text_.clear();
  for (std::size_t row = 0; row < batch.rows; ++row) {
    if (frame_ == Frame::array) text_ += first_ ? "\n" : ",\n";
    first_ = false;
    text_ += '{';
    for (std::size_t i = 0; i < batch.columns.size(); ++i) {
      if (i != 0) text_ += ',';
      text_ += keys_[i];
      if (const auto value = batch.columns[i].At(row)) {
        AppendJsonValue(*value, kinds_[i], text_);
      } else {
        text_ += "null";
      }
    }
    text_ += frame_ == Frame::array ? "}" : "}\n";
  }
  return output_(text_);
}

Result<void> JsonFormat::End() {
  if (frame_ == Frame::lines) return {};
  return output_(first_ ? "]\n" : "\n]\n");
}

}  // namespace fxlake::query
