// SPDX-License-Identifier: Apache-2.0
#include "fxlake/base/short_decimal.h"

#include <gtest/gtest.h>

namespace fxlake {
namespace {

void check(std::string_view text, std::string_view expected) {
  const auto read = ReadShortDecimal(text);
  EXPECT_EQ(read ? read->ToString() : "no short one", expected) << text;
  if (read) {
    EXPECT_EQ(*read, Decimal::Read(text)->value) << text;
  }
}

TEST(ShortDecimal, Reads) {
  check("1.1684", "1.1684");
  check("0", "0");
  check("366", "366");
  check("99999999.99999999", "99999999.99999999");
  check("00000001.5", "1.5");
  check("0.00000001", "0.00000001");
}

TEST(ShortDecimal, LeavesTheRest) {
  for (const auto* text :
       {"", ".", "1.", ".5", "-1", "+1", "1e3", "1.2.3", " 1", "1 ", "1,5", "123456789", "1.123456789", "1.2x", "x", "NaN"}) {
    check(text, "no short one");
  }
}

}  // namespace
}  // namespace fxlake
