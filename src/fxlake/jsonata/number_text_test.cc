// SPDX-License-Identifier: Apache-2.0
#include "fxlake/jsonata/number_text.h"

#include <gtest/gtest.h>

namespace fxlake::jsonata {
namespace {

TEST(NumberText, IsThatOfJavaScript) {
  EXPECT_EQ(NumberText(0), "0");
  EXPECT_EQ(NumberText(-0.0), "0");
  EXPECT_EQ(NumberText(100'000), "100000");
  EXPECT_EQ(NumberText(1e20), "100000000000000000000");
  EXPECT_EQ(NumberText(1e21), "1e+21");
  EXPECT_EQ(NumberText(-1.5e300), "-1.5e+300");
  EXPECT_EQ(NumberText(0.1), "0.1");
  EXPECT_EQ(NumberText(1e-6), "0.000001");
  EXPECT_EQ(NumberText(1.5e-7), "1.5e-7");
  EXPECT_EQ(NumberText(123456.789), "123456.789");
}

TEST(NumberText, RoundsHalvesToEven) {
  EXPECT_EQ(RoundHalfEven(0.5, 0), 0);
  EXPECT_EQ(RoundHalfEven(1.5, 0), 2);
  EXPECT_EQ(RoundHalfEven(-0.5, 0), 0);
  EXPECT_EQ(RoundHalfEven(1.005, 2), 1.0);
  EXPECT_EQ(RoundHalfEven(125, -1), 120);
}

TEST(NumberText, ReadsNumbersOnly) {
  EXPECT_EQ(ReadNumber("-1.5e3"), -1500);
  EXPECT_EQ(ReadNumber("-007"), -7);
  EXPECT_EQ(ReadNumber("0x1F"), 31);
  EXPECT_EQ(ReadNumber("0b101"), 5);
  for (const auto* text : {"", "1.", ".5", "+1", "1e", "0x", "1e999", "Infinity", " 1"})
    EXPECT_FALSE(ReadNumber(text)) << text;
}

}  // namespace
}  // namespace fxlake::jsonata
