// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>

#include "fxlake/base/decimal.h"
#include "fxlake/base/rational.h"

// Number formats of Frankfurter. A float always has a fraction: 1.0; a number rounded to an integer has none:
// 19801.
namespace fxlake::server {

// The shortest digits of a stored rate: 1.1684, 366.9, 40.0. WriteStored needs kMostStored bytes and returns
// the end.
inline constexpr std::size_t kMostStored = 24;
char* WriteStored(char* at, Decimal rate);
void AppendStored(std::string& out, Decimal rate);

// An exact quotient of products of up to three decimals each, evaluated on demand.
class Quotient {
 public:
  explicit Quotient(Decimal top) { tops_[top_count_++] = top; }
  Quotient Times(Decimal factor) const;
  Quotient Over(Decimal divisor) const;  // must not be zero
  Rational ToRational() const;

 private:
  friend void AppendRounded(std::string& out, const Quotient& value);
  static constexpr std::size_t kMost = 3;
  std::array<Decimal, kMost> tops_ = {}, bottoms_ = {};
  std::size_t top_count_ = 0, bottom_count_ = 0;
};

// A computed value v >= 0, rounded once, half away from zero, by Frankfurter's rule: v > 5000 to an integer;
// v > 80 to 2 decimals; v > 20: 3; v > 1: 4; v > 0.0001: 5; otherwise 6.
void AppendRounded(std::string& out, const Quotient& value);
void AppendRounded(std::string& out, const Rational& value);

// The shortest text that reads back as the same double: "1.0", "0.1", "1000000.0"; with an exponent from 1e16
// and below 1e-4, "1.0e+16". For amounts as given by clients; never for rates.
std::string FormatFloat(double value);

}  // namespace fxlake::server
