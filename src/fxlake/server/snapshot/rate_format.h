// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>

#include "fxlake/base/decimal.h"
#include "fxlake/base/rational.h"

// Numbers as Frankfurter shows them. A float has a fraction always: 1.0; what was rounded to a whole number
// has none: 19801.
namespace fxlake::server {

// The shortest digits of a stored rate: 1.1684, 366.9, 40.0. WriteStored needs room for kMostStored bytes and
// returns the end.
inline constexpr std::size_t kMostStored = 24;
char* WriteStored(char* at, Decimal rate);
void AppendStored(std::string& out, Decimal rate);

// tops / bottoms, exactly; each a product of up to three decimals. Nothing is computed before it is asked
// for.
class Quotient {
 public:
  explicit Quotient(Decimal top) { tops_[top_count_++] = top; }
  Quotient Times(Decimal factor) const;
  Quotient Over(Decimal divisor) const;  // not zero
  Rational ToRational() const;

 private:
  friend void AppendRounded(std::string& out, const Quotient& value);
  static constexpr std::size_t kMost = 3;
  std::array<Decimal, kMost> tops_ = {}, bottoms_ = {};
  std::size_t top_count_ = 0, bottom_count_ = 0;
};

// A computed value, rounded once, half away from zero, by Frankfurter's rule for its magnitude v: v > 5000 to
// a whole number; v > 80 to 2 decimals; v > 20: 3; v > 1: 4; v > 0.0001: 5; otherwise 6. Values are not
// negative.
void AppendRounded(std::string& out, const Quotient& value);
void AppendRounded(std::string& out, const Rational& value);

// The shortest text that reads back as the same double: "1.0", "0.1", "1000000.0"; from 1e16 on and below
// 1e-4 with an exponent, "1.0e+16". For amounts as they were given; never for rates.
std::string FormatFloat(double value);

}  // namespace fxlake::server
