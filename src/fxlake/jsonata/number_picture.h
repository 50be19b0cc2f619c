// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/jsonata/problem.h"

namespace fxlake::jsonata {

// The characters of a picture that mean something (XPath and XQuery Functions 3.1, 4.7.2).
struct DecimalFormat {
  char32_t decimal_separator = U'.';
  char32_t grouping_separator = U',';
  char32_t exponent_separator = U'e';
  char32_t minus_sign = U'-';
  char32_t percent = U'%';
  char32_t per_mille = U'\u2030';
  char32_t zero_digit = U'0';
  char32_t digit = U'#';
  char32_t pattern_separator = U';';
  // What is written for them, where that is more than a character; in pictures too.
  std::u32string percent_text = {};
  std::u32string per_mille_text = {};
};

// `number` as the picture says: "#,##0.00;(#,##0.00)". D3080 to D3093 for a picture that breaks the rules.
// Finite.
std::expected<std::string, Problem> FormatNumber(double number, std::string_view picture,
                                                 const DecimalFormat& format);

}  // namespace fxlake::jsonata
