// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/base/result.h"
#include "fxlake/query/arrow_type.h"

namespace fxlake::query {

// The values of one column of a record batch, in Arrow's memory layout.
class ArrowColumn {
 public:
  ArrowColumn(std::string name, const ArrowType& type) : name_(std::move(name)), type_(type) {}

  const std::string& name() const { return name_; }
  const ArrowType& type() const { return type_; }

  // By its text, as ValueKind describes it. invalid_input for one that the type has no value for: a decimal
  // of too many digits, the day "infinity".
  Result<void> Append(std::optional<std::string_view> text);

  std::int64_t nulls() const { return nulls_; }
  // In Arrow's order: which values are there (empty: all), for texts where each ends, the values.
  std::vector<std::string_view> Buffers() const;
  std::size_t value_bytes() const { return values_.size(); }
  void Clear();

 private:
  Result<void> AppendValue(std::string_view text);
  Result<void> AppendInteger(std::string_view text);
  Result<void> AppendReal(std::string_view text);
  Result<void> AppendDecimal(std::string_view text);
  Result<void> AppendDate(std::string_view text);
  Result<void> AppendTimestamp(std::string_view text);
  void AppendNull();
  void AppendBytes(const void* bytes, std::size_t size);
  void AppendBit(bool set, std::string& bits) const;
  Error Unfit(std::string_view text) const;

  std::string name_;
  ArrowType type_;
  std::int64_t count_ = 0, nulls_ = 0;
  std::string present_, ends_, values_;
};

}  // namespace fxlake::query
