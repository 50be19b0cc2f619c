// SPDX-License-Identifier: Apache-2.0
#include "fxlake/jsonata/integer_picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <numeric>

#include "fxlake/base/text.h"
#include "fxlake/jsonata/characters.h"
#include "fxlake/jsonata/number_text.h"
#include "fxlake/jsonata/number_words.h"

namespace fxlake::jsonata {
namespace {

constexpr std::array<char32_t, 37> kZeros = {
    0x30,   0x660,  0x6F0,  0x7C0,  0x966,  0x9E6,  0xA66,  0xAE6,  0xB66,  0xBE6,  0xC66,  0xCE6,  0xD66,
    0xDE6,  0xE50,  0xED0,  0xF20,  0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50,
    0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10};

std::string_view OrdinalEnding(std::u32string_view digits) {
  const bool teens = digits.size() > 1 && digits[digits.size() - 2] == U'1';
  switch (teens ? U'0' : digits.back()) {
    case U'1': return "st";
    case U'2': return "nd";
    case U'3': return "rd";
    default: return "th";
  }
}

}  // namespace

char32_t ZeroOfDigit(char32_t character) {
  const auto found =
      std::ranges::find_if(kZeros, [&](char32_t zero) { return character >= zero && character <= zero + 9; });
  return found == kZeros.end() ? 0 : *found;
}

std::size_t RegularDistance(const std::vector<std::size_t>& positions) {
  std::size_t distance = 0;
  for (const auto position : positions) distance = std::gcd(distance, position);
  for (std::size_t i = 1; i <= positions.size(); ++i) {
    if (std::ranges::find(positions, i * distance) == positions.end()) return 0;
  }
  return distance;
}

std::expected<IntegerPicture, Problem> IntegerPicture::Parse(std::string_view picture) {
  IntegerPicture result;
  const auto semicolon = picture.rfind(';');
  const auto primary = picture.substr(0, semicolon);
  if (semicolon != std::string_view::npos) result.ordinal = picture.substr(semicolon + 1).starts_with('o');
  result.text = primary;
  const auto set = [&](Form form, Case letter_case) {
    result.form = form;
    result.letter_case = letter_case;
    return result;
  };
  if (primary == "A") return set(Form::letters, Case::upper);
  if (primary == "a") return set(Form::letters, Case::lower);
  if (primary == "I") return set(Form::roman, Case::upper);
  if (primary == "i") return set(Form::roman, Case::lower);
  if (primary == "W") return set(Form::words, Case::upper);
  if (primary == "w") return set(Form::words, Case::lower);
  if (primary == "Ww") return set(Form::words, Case::title);
  char32_t script = 0;
  std::size_t digits = 0;
  auto characters = ToCharacters(primary);
  std::ranges::reverse(characters);
  for (const auto character : characters) {
    if (const auto zero = ZeroOfDigit(character); zero != 0) {
      if (script != 0 && zero != script) return std::unexpected(MakeProblem("D3131", 0, {}));
      script = zero;
      ++result.mandatory_digits;
      ++digits;
    } else if (character == U'#') {
      ++result.optional_digits;
      ++digits;
    } else {
      result.separators.push_back({digits, character});
    }
  }
  if (script == 0) return set(Form::sequence, Case::lower);
  result.zero = script;
  std::vector<std::size_t> positions;
  bool same = true;
  for (const auto& separator : result.separators) {
    positions.push_back(separator.position);
    same = same && separator.character == result.separators[0].character;
  }
  if (same && !positions.empty()) result.group = RegularDistance(positions);
  return result;
}

std::expected<std::string, Problem> IntegerPicture::Format(double number) const {
  const bool negative = number < 0;
  number = std::abs(number);
  std::string formatted;
  switch (form) {
    case Form::letters: formatted = ToLetters(number, letter_case == Case::upper ? 'A' : 'a'); break;
    case Form::roman:
      formatted = ToRoman(number);
      if (letter_case == Case::upper) formatted = UpperCase(formatted);
      break;
    case Form::words:
      formatted = ToWords(number, ordinal);
      if (letter_case == Case::upper) formatted = UpperCase(formatted);
      if (letter_case == Case::lower) formatted = LowerCase(formatted);
      break;
    case Form::sequence: return std::unexpected(MakeProblem("D3130", 0, {.value = "\"" + text + "\""}));
    case Form::decimal: {
      auto digits = ToCharacters(FixedText(number, 0));
      if (digits.size() < mandatory_digits) digits.insert(0, mandatory_digits - digits.size(), U'0');
      const auto ending = ordinal ? OrdinalEnding(digits) : std::string_view();
      if (zero != U'0') {
        for (auto& digit : digits) digit += zero - U'0';
      }
      const auto count = digits.size();
      std::u32string grouped;
      for (std::size_t i = 0; i < count; ++i) {
        const auto right = count - i;
        if (group > 0) {
          if (i > 0 && right % group == 0) grouped += separators[0].character;
        } else {
          for (const auto& separator : separators) {
            if (i > 0 && separator.position == right) grouped += separator.character;
          }
        }
        grouped += digits[i];
      }
      formatted = FromCharacters(grouped) + std::string(ending);
      break;
    }
  }
  return negative ? "-" + formatted : formatted;
}

std::expected<double, Problem> IntegerPicture::Read(std::string_view given) const {
  switch (form) {
    case Form::letters: return FromLetters(given, letter_case == Case::upper ? 'A' : 'a');
    case Form::roman: return FromRoman(given);
    case Form::words: return FromWords(LowerCase(given));
    case Form::sequence: return std::unexpected(MakeProblem("D3130", 0, {.value = "\"" + text + "\""}));
    case Form::decimal: break;
  }
  std::string digits;
  for (const auto character : ToCharacters(given)) {
    const bool separates = std::ranges::any_of(
        separators, [&](const Separator& separator) { return separator.character == character; });
    if (separates) continue;
    if (character >= zero && character <= zero + 9) {
      digits += static_cast<char>('0' + static_cast<int>(character - zero));
    } else if (character == U'-' && digits.empty()) {
      digits += '-';
    } else {
      break;
    }
  }
  if (digits.empty() || digits == "-") return std::numeric_limits<double>::quiet_NaN();
  return std::strtod(digits.c_str(), nullptr);
}

std::string IntegerPicture::Pattern() const {
  switch (form) {
    case Form::letters: return "[a-z]+";
    case Form::roman: return "[mdclxvi]+";
    case Form::words: return WordsPattern();
    default: break;
  }
  const std::string digit =
      "[" + FromCharacters(std::u32string(1, zero)) + "-" + FromCharacters(std::u32string(1, zero + 9)) +
      (separators.empty() ? "" : "\\" + FromCharacters(std::u32string(1, separators[0].character))) + "]";
  return digit + (width > 0 ? "{" + std::to_string(width) + "}" : "+") + (ordinal ? "(?:th|st|nd|rd)" : "");
}

}  // namespace fxlake::jsonata
