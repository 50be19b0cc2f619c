// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

namespace fxlake::rates {

// A currency tied to another by its central bank: one anchor = `rate` of it, since that day.
struct Peg {
  const char* anchor;
  const char* currency;
  const char* rate;
  const char* since;
};

// The published parities: the 21 that hold today, and the lev's, which ended with its last day in 2025.
inline constexpr std::array<Peg, 22> kPegs = {{
    {"USD", "AED", "3.6725", "1997-11-02"},  {"USD", "ANG", "1.79", "1971-12-18"},    {"USD", "BHD", "0.376", "2001-01-01"},
    {"USD", "BMD", "1", "1972-02-06"},       {"USD", "JOD", "0.709", "1995-10-23"},   {"USD", "OMR", "0.3845", "1986-01-01"},
    {"USD", "QAR", "3.64", "2001-07-09"},    {"USD", "SAR", "3.75", "1986-06-01"},    {"USD", "TMT", "3.5", "2015-01-01"},
    {"EUR", "BAM", "1.95583", "1997-08-11"}, {"EUR", "BGN", "1.95583", "1999-01-04"}, {"EUR", "CVE", "110.265", "1999-01-01"},
    {"EUR", "XAF", "655.957", "1999-01-01"}, {"EUR", "XOF", "655.957", "1999-01-01"}, {"GBP", "FKP", "1", "1966-02-14"},
    {"GBP", "SHP", "1", "1976-02-02"},       {"GBP", "GGP", "1", "1900-01-01"},       {"GBP", "IMP", "1", "1900-01-01"},
    {"GBP", "JEP", "1", "1900-01-01"},       {"HKD", "MOP", "1.03", "1983-01-01"},    {"SGD", "BND", "1", "1967-06-12"},
    {"INR", "BTN", "1", "1974-01-01"},
}};

}  // namespace fxlake::rates
