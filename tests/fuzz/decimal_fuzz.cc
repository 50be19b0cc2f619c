// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <string_view>

#include "fxlake/base/decimal.h"

// A decimal that is read is in range and unchanged after being written and read again.
extern "C" int LLVMFuzzerTestOneInput(const char* data, std::size_t size) {
  const auto read = fxlake::Decimal::Read(std::string_view(data, size));
  if (!read) return 0;
  const fxlake::Decimal value = read->value;
  if (std::abs(value.units()) > fxlake::Decimal::kMaxUnits) std::abort();
  const auto again = fxlake::Decimal::Read(value.ToString());
  if (!again || again->value != value || again->rounded) std::abort();
  return 0;
}
