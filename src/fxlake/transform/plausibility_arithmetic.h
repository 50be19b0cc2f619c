// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <string>

#include "fxlake/base/date.h"
#include "fxlake/base/decimal.h"

// Rates are compared by logarithms, so that a step up and the same step down weigh the same. These doubles
// only decide whether a rate is held; they are never stored.
namespace fxlake::transform {

// ln(units / than); both are rates in units of 1e-10.
inline double Log(std::int64_t units, std::int64_t than) {
  return std::log(static_cast<double>(units) / static_cast<double>(than));
}

inline std::string Text(std::int64_t units) { return Decimal::FromUnits(units).ToString(); }
inline std::string DayText(std::int32_t day) { return Date::FromDays(day).ToString(); }

inline std::string Times(double log) { return fmt::format("{:.4g} times", std::exp(log)); }

inline double DoubleOf(Decimal decimal) {
  return static_cast<double>(decimal.units()) / static_cast<double>(Decimal::kOne);
}

}  // namespace fxlake::transform
