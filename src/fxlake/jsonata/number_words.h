// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

// Whole numbers in English words, Roman numerals and letters, as pictures of integers ask for.
namespace fxlake::jsonata {

// "One Hundred and Twenty-Three"; with `ordinal` "One Hundred and Twenty-Third". At least zero.
std::string ToWords(double number, bool ordinal);
// What such words in small letters say; NaN for others.
double FromWords(std::string_view words);
// A regular expression for words that are numbers.
std::string WordsPattern();

std::string ToRoman(double number);  // small letters
double FromRoman(std::string_view numeral);

std::string ToLetters(double number, char first);  // a, b, ... z, aa
double FromLetters(std::string_view letters, char first);

}  // namespace fxlake::jsonata
