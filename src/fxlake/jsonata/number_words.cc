// SPDX-License-Identifier: Apache-2.0
#include "fxlake/jsonata/number_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "fxlake/base/text.h"

namespace fxlake::jsonata {
namespace {

constexpr std::array<std::string_view, 20> kFew = {"Zero",    "One",     "Two",       "Three",    "Four",
                                                   "Five",    "Six",     "Seven",     "Eight",    "Nine",
                                                   "Ten",     "Eleven",  "Twelve",    "Thirteen", "Fourteen",
                                                   "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen"};
constexpr std::array<std::string_view, 20> kOrdinals = {
    "Zeroth",     "First",     "Second",    "Third",       "Fourth",     "Fifth",     "Sixth",
    "Seventh",    "Eighth",    "Ninth",     "Tenth",       "Eleventh",   "Twelfth",   "Thirteenth",
    "Fourteenth", "Fifteenth", "Sixteenth", "Seventeenth", "Eighteenth", "Nineteenth"};
constexpr std::array<std::string_view, 8> kDecades = {"Twenty", "Thirty",  "Forty",  "Fifty",
                                                      "Sixty",  "Seventy", "Eighty", "Ninety"};
constexpr std::array<std::string_view, 4> kMagnitudes = {"Thousand", "Million", "Billion", "Trillion"};

// `follows`: words of a larger part stand before it.
std::string Words(double number, bool follows, bool ordinal) {
  if (number < 20) {
    const auto index = static_cast<std::size_t>(number);
    return (follows ? " and " : "") + std::string(ordinal ? kOrdinals[index] : kFew[index]);
  }
  if (number < 100) {
    const auto tens = std::floor(number / 10);
    const auto rest = std::fmod(number, 10);
    auto words = (follows ? " and " : "") + std::string(kDecades[static_cast<std::size_t>(tens) - 2]);
    if (rest > 0) return words + "-" + Words(rest, false, ordinal);
    return ordinal ? words.substr(0, words.size() - 1) + "ieth" : words;
  }
  double unit = 100;
  std::string_view name = "Hundred";
  if (number >= 1000) {
    std::size_t magnitude = 0;
    unit = 1000;
    while (magnitude + 1 < kMagnitudes.size() && number >= unit * 1000) {
      unit *= 1000;
      ++magnitude;
    }
    name = kMagnitudes[magnitude];
  }
  const auto count = std::floor(number / unit);
  const auto rest = number - count * unit;
  auto words = (follows ? ", " : "") + Words(count, false, false) + " " + std::string(name);
  if (rest > 0) return words + Words(rest, true, ordinal);
  return ordinal ? words + "th" : words;
}

std::optional<double> ValueOfWord(std::string_view word) {
  for (std::size_t i = 0; i < kFew.size(); ++i) {
    if (word == LowerCase(kFew[i]) || word == LowerCase(kOrdinals[i])) return static_cast<double>(i);
  }
  for (std::size_t i = 0; i < kDecades.size(); ++i) {
    const auto decade = LowerCase(kDecades[i]);
    if (word == decade || word == decade.substr(0, decade.size() - 1) + "ieth")
      return static_cast<double>((i + 2) * 10);
  }
  if (word == "hundred" || word == "hundredth") return 100;
  double unit = 1000;
  for (const auto magnitude : kMagnitudes) {
    const auto name = LowerCase(magnitude);
    if (word == name || word == name + "th") return unit;
    unit *= 1000;
  }
  return std::nullopt;
}

std::vector<std::string_view> SplitWords(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(" ,-"), text.size());
    const auto word = text.substr(0, end);
    if (!word.empty() && word != "and") words.push_back(word);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

struct Numeral {
  double value;
  std::string_view letters;
};
constexpr auto kNumerals = std::to_array<Numeral>({{1000, "m"},
                                                   {900, "cm"},
                                                   {500, "d"},
                                                   {400, "cd"},
                                                   {100, "c"},
                                                   {90, "xc"},
                                                   {50, "l"},
                                                   {40, "xl"},
                                                   {10, "x"},
                                                   {9, "ix"},
                                                   {5, "v"},
                                                   {4, "iv"},
                                                   {1, "i"}});

}  // namespace

std::string ToWords(double number, bool ordinal) { return Words(number, false, ordinal); }

double FromWords(std::string_view words) {
  // "two hundred and five thousand and three": products of what stands before a magnitude.
  std::vector<double> parts = {0};
  for (const auto word : SplitWords(words)) {
    const auto value = ValueOfWord(word);
    if (!value) return std::numeric_limits<double>::quiet_NaN();
    if (*value >= 100) {
      parts.back() *= *value;
    } else if (parts.back() >= 1000) {
      parts.push_back(*value);
    } else {
      parts.back() += *value;
    }
  }
  double sum = 0;
  for (const auto part : parts) sum += part;
  return sum;
}

std::string WordsPattern() {
  std::string pattern = "(?:";
  // Longer words first: "sixteen" is not "six".
  std::vector<std::string> words = {"hundredth", "hundred", "and", "[\\-, ]"};
  for (const auto list :
       {std::span<const std::string_view>(kFew), std::span<const std::string_view>(kOrdinals),
        std::span<const std::string_view>(kDecades), std::span<const std::string_view>(kMagnitudes)}) {
    for (const auto word : list) words.push_back(LowerCase(word));
  }
  for (const auto decade : kDecades) words.push_back(LowerCase(decade.substr(0, decade.size() - 1)) + "ieth");
  for (const auto magnitude : kMagnitudes) words.push_back(LowerCase(magnitude) + "th");
  std::ranges::stable_sort(words, std::greater(), &std::string::size);
  for (const auto& word : words) pattern += word + "|";
  pattern.back() = ')';
  return pattern + "+";
}

std::string ToRoman(double number) {
  std::string numeral;
  for (const auto& [value, letters] : kNumerals) {
    while (number >= value && numeral.size() < 100'000) {
      numeral += letters;
      number -= value;
    }
  }
  return numeral;
}

double FromRoman(std::string_view numeral) {
  double number = 0;
  double largest = 1;
  for (auto at = numeral.size(); at-- > 0;) {
    const char letter = static_cast<char>(numeral[at] | 0x20);
    const auto found = std::ranges::find_if(
        kNumerals, [&](const Numeral& each) { return each.letters == std::string_view(&letter, 1); });
    const auto value = found == kNumerals.end() ? 0 : found->value;
    if (value < largest) {
      number -= value;
    } else {
      largest = value;
      number += value;
    }
  }
  return number;
}

std::string ToLetters(double number, char first) {
  std::string letters;
  while (number > 0) {
    letters += static_cast<char>(first + static_cast<int>(std::fmod(number - 1, 26)));
    number = std::floor((number - 1) / 26);
  }
  std::ranges::reverse(letters);
  return letters;
}

double FromLetters(std::string_view letters, char first) {
  double number = 0;
  for (const char letter : letters) number = number * 26 + (letter - first + 1);
  return number;
}

}  // namespace fxlake::jsonata
