// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/rates/currency_code.h"

namespace fxlake::server {

// The contribution of one provider to a rate of /v2.
struct FormattedPart {
  std::string_view key;
  std::int32_t day = 0;
  std::string rate;
  bool excluded = false;
};

// A row of /v2: a rate with its date, as printed.
struct FormattedRate {
  rates::CurrencyCode quote;
  std::int32_t day = 0;
  std::string rate;
  // when requested, and when any provider contributed
  std::optional<std::vector<FormattedPart>> parts = {};
};

// Rows for one anchor day, unordered.
struct FormattedRates {
  std::vector<FormattedRate> rows;
  std::optional<std::int32_t> newest;  // newest date of all rates, including filtered ones
};

// Whether to produce a row, by quote and date.
using RowFilter = std::function<bool(rates::CurrencyCode quote, std::int32_t day)>;

// Produces rows for anchor days, which must ascend.
class RateMaker {
 public:
  virtual ~RateMaker() = default;
  virtual FormattedRates At(std::int32_t anchor, const RowFilter& wanted) = 0;
};

}  // namespace fxlake::server
