// SPDX-License-Identifier: Apache-2.0
// compiles
#include "fxlake/base/date.h"
#include "fxlake/base/decimal.h"
#include "fxlake/base/instant.h"
#include "fxlake/rates/pair.h"

// The right way to do what every other file here does wrong.
fxlake::Result<fxlake::Decimal> Twice(std::string_view text) {
  ASSIGN_OR_RETURN(const fxlake::Decimal rate, fxlake::Decimal::Parse(text));
  return fxlake::Decimal::Add(rate, rate);
}

fxlake::Result<void> Check(std::string_view text) {
  RETURN_IF_ERROR(Twice(text));
  return {};
}

constexpr auto kPair = fxlake::rates::Pair::Of("EUR", "USD");
constexpr auto kFirstDay = fxlake::Date::Of(1999, 1, 4);
const bool kLater = fxlake::Instant::StartOf(kFirstDay) > fxlake::Instant();
