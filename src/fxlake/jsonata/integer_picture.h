// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "fxlake/jsonata/problem.h"

namespace fxlake::jsonata {

// A picture by which XPath's format-integer writes numbers: "#,##0", "Ww;o", "I".
struct IntegerPicture {
  enum class Form { decimal, letters, roman, words, sequence };
  enum class Case { lower, upper, title };
  struct Separator {
    std::size_t position;  // digits on its right
    char32_t character;
  };

  // D3131 when digits are of several scripts.
  static std::expected<IntegerPicture, Problem> Parse(std::string_view picture);
  // D3130 for a picture that is no form this knows.
  std::expected<std::string, Problem> Format(double number) const;
  // NaN for a text of another form.
  std::expected<double, Problem> Read(std::string_view text) const;
  // A regular expression, without regard to case, for what Format writes.
  std::string Pattern() const;

  Form form = Form::decimal;
  Case letter_case = Case::lower;
  bool ordinal = false;
  char32_t zero = U'0';
  std::size_t mandatory_digits = 0;
  std::size_t optional_digits = 0;
  std::size_t group = 0;  // every so many digits; 0: where `separators` say
  std::vector<Separator> separators = {};
  std::size_t width = 0;  // of digits that other digits follow
  std::string text = {};
};

// The zero of the script whose decimal digit `character` is; 0 when it is none.
char32_t ZeroOfDigit(char32_t character);
// The number that divides positions which stand evenly from the first on; 0 when they do not.
std::size_t RegularDistance(const std::vector<std::size_t>& positions);

}  // namespace fxlake::jsonata
