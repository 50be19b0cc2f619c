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

// What one provider gave to a rate of /v2.
struct FormattedPart {
  std::string_view key;
  std::int32_t day = 0;
  std::string rate;
  bool excluded = false;
};

// A row of /v2: the rate of a day in the digits that are shown.
struct FormattedRate {
  rates::CurrencyCode quote;
  std::int32_t day = 0;
  std::string rate;
  std::optional<std::vector<FormattedPart>> parts =
      {};  // when asked for, and when any provider has a part in it
};

// Rows of one anchor day, in no order.
struct FormattedRates {
  std::vector<FormattedRate> rows;
  std::optional<std::int32_t> newest;  // day of all rates there are, also of those that were not wanted
};

// Whether a row is to be made, by quote and day.
using RowFilter = std::function<bool(rates::CurrencyCode quote, std::int32_t day)>;

// Makes rows for anchor days, which come in ascending order.
class RateMaker {
 public:
  virtual ~RateMaker() = default;
  virtual FormattedRates At(std::int32_t anchor, const RowFilter& wanted) = 0;
};

}  // namespace fxlake::server
