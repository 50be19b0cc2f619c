// SPDX-License-Identifier: Apache-2.0
#include "fxlake/jsonata/number_picture.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "fxlake/jsonata/characters.h"
#include "fxlake/jsonata/integer_picture.h"
#include "fxlake/jsonata/number_text.h"

namespace fxlake::jsonata {
namespace {

constexpr auto kNowhere = std::u32string_view::npos;

// One half of a picture, cut up.
struct Parts {
  std::u32string prefix, suffix, active, integer, fraction, exponent;
  bool has_decimal = false;
  bool has_exponent = false;
  bool percent = false;
  bool per_mille = false;
};

// What the number is to look like.
struct Rules {
  std::u32string prefix, suffix;
  std::vector<std::size_t> integer_groups, fraction_groups;
  std::size_t regular_group = 0;
  std::size_t least_integer = 0, least_fraction = 0, most_fraction = 0, least_exponent = 0;
  int scaling = 0;
  bool has_decimal = false, percent = false, per_mille = false;
};

bool Holds(const std::vector<std::size_t>& places, std::size_t place) {
  return std::ranges::find(places, place) != places.end();
}

class Reader {
 public:
  explicit Reader(const DecimalFormat& format) : format_(format) {}

  bool IsDigit(char32_t c) const { return c >= format_.zero_digit && c <= format_.zero_digit + 9; }
  bool IsActive(char32_t c) const {
    return IsDigit(c) || c == format_.decimal_separator || c == format_.exponent_separator ||
           c == format_.grouping_separator || c == format_.digit || c == format_.pattern_separator;
  }
  std::size_t CountDigits(std::u32string_view text, bool optional_too) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [&](char32_t c) { return IsDigit(c) || (optional_too && c == format_.digit); }));
  }

  Parts Split(std::u32string_view picture) const {
    Parts parts;
    const auto begins = [&](char32_t c) { return IsActive(c) && c != format_.exponent_separator; };
    std::size_t first = 0;
    while (first < picture.size() && !begins(picture[first])) ++first;
    std::size_t end = picture.size();
    while (end > first && !begins(picture[end - 1])) --end;
    parts.prefix = picture.substr(0, first);
    parts.suffix = picture.substr(end);
    parts.active = picture.substr(first, end - first);
    std::u32string_view mantissa = parts.active;
    if (const auto mark = mantissa.find(format_.exponent_separator); mark != kNowhere) {
      parts.has_exponent = true;
      parts.exponent = mantissa.substr(mark + 1);
      mantissa = mantissa.substr(0, mark);
    }
    const auto point = mantissa.find(format_.decimal_separator);
    parts.has_decimal = point != kNowhere;
    parts.integer = mantissa.substr(0, point);
    if (parts.has_decimal) parts.fraction = mantissa.substr(point + 1);
    parts.percent = picture.contains(format_.percent);
    parts.per_mille = picture.contains(format_.per_mille);
    return parts;
  }

  // The code of the rule that a half breaks.
  std::optional<std::string_view> Broken(std::u32string_view picture, const Parts& parts) const {
    const auto& [decimal, grouping] = std::pair(format_.decimal_separator, format_.grouping_separator);
    if (std::ranges::count(picture, decimal) > 1) return "D3081";
    if (std::ranges::count(picture, format_.percent) > 1) return "D3082";
    if (std::ranges::count(picture, format_.per_mille) > 1) return "D3083";
    if (parts.percent && parts.per_mille) return "D3084";
    if (CountDigits(parts.integer + parts.fraction, true) == 0) return "D3085";
    if (!std::ranges::all_of(parts.active, [&](char32_t c) { return IsActive(c); })) return "D3086";
    const auto point = picture.find(decimal);
    if (point != kNowhere) {
      if ((point > 0 && picture[point - 1] == grouping) ||
          (point + 1 < picture.size() && picture[point + 1] == grouping))
        return "D3087";
    } else if (parts.integer.ends_with(grouping)) {
      return "D3088";
    }
    if (picture.contains(std::u32string{grouping, grouping})) return "D3089";
    if (const auto at = parts.integer.find(format_.digit);
        at != kNowhere && CountDigits(std::u32string_view(parts.integer).substr(0, at), false) > 0)
      return "D3090";
    if (const auto at = parts.fraction.rfind(format_.digit);
        at != kNowhere && CountDigits(std::u32string_view(parts.fraction).substr(at), false) > 0)
      return "D3091";
    if (parts.has_exponent && !parts.exponent.empty() && (parts.percent || parts.per_mille)) return "D3092";
    if (parts.has_exponent &&
        (parts.exponent.empty() || CountDigits(parts.exponent, false) != parts.exponent.size()))
      return "D3093";
    return std::nullopt;
  }

  Rules Analyze(const Parts& parts) const {
    Rules rules;
    rules.prefix = parts.prefix;
    rules.suffix = parts.suffix;
    rules.percent = parts.percent;
    rules.per_mille = parts.per_mille;
    rules.has_decimal = parts.has_decimal;
    const std::u32string_view integer = parts.integer;
    const std::u32string_view fraction = parts.fraction;
    for (std::size_t i = 0; i < integer.size(); ++i) {
      if (integer[i] == format_.grouping_separator)
        rules.integer_groups.push_back(CountDigits(integer.substr(i), true));
    }
    for (std::size_t i = 0; i < fraction.size(); ++i) {
      if (fraction[i] == format_.grouping_separator)
        rules.fraction_groups.push_back(CountDigits(fraction.substr(0, i), true));
    }
    if (!rules.integer_groups.empty()) rules.regular_group = RegularDistance(rules.integer_groups);
    rules.least_integer = CountDigits(integer, false);
    rules.scaling = static_cast<int>(rules.least_integer);
    rules.least_fraction = CountDigits(fraction, false);
    rules.most_fraction = CountDigits(fraction, true);
    if (rules.least_integer == 0 && rules.most_fraction == 0) {
      if (parts.has_exponent) {
        rules.least_fraction = rules.most_fraction = 1;
      } else {
        rules.least_integer = 1;
      }
    }
    if (parts.has_exponent && rules.least_integer == 0 && integer.contains(format_.digit))
      rules.least_integer = 1;
    if (rules.least_integer == 0 && rules.least_fraction == 0) rules.least_fraction = 1;
    if (parts.has_exponent) rules.least_exponent = CountDigits(parts.exponent, false);
    return rules;
  }

  std::u32string Digits(std::string_view digits) const {
    auto result = ToCharacters(digits);
    for (auto& c : result) {
      if (c >= U'0' && c <= U'9') c = c - U'0' + format_.zero_digit;
    }
    return result;
  }

  std::u32string Write(double number, const Rules& rules) const {
    if (rules.percent) number *= 100;
    if (rules.per_mille) number *= 1000;
    int exponent = 0;
    if (rules.least_exponent > 0 && number != 0) {
      const auto most = std::pow(10, rules.scaling);
      const auto least = std::pow(10, rules.scaling - 1);
      for (; std::abs(number) < least; --exponent) number *= 10;
      for (; std::abs(number) > most; ++exponent) number /= 10;
    }
    const auto text = FixedText(std::abs(RoundHalfEven(number, static_cast<int>(rules.most_fraction))),
                                static_cast<int>(rules.most_fraction));
    const auto point = text.find('.');
    auto integer = text.substr(0, point);
    auto fraction = point == std::string::npos ? std::string() : text.substr(point + 1);
    integer.erase(0, std::min(integer.find_first_not_of('0'), integer.size()));
    while (fraction.ends_with('0')) fraction.pop_back();
    if (integer.size() < rules.least_integer) integer.insert(0, rules.least_integer - integer.size(), '0');
    if (fraction.size() < rules.least_fraction) fraction.append(rules.least_fraction - fraction.size(), '0');
    std::u32string result;
    for (std::size_t i = 0; i < integer.size(); ++i) {
      const auto right = integer.size() - i;
      const bool breaks =
          rules.regular_group > 0 ? right % rules.regular_group == 0 : Holds(rules.integer_groups, right);
      if (i > 0 && breaks) result += format_.grouping_separator;
      result += Digits(integer.substr(i, 1));
    }
    if (rules.has_decimal && !fraction.empty()) {
      result += format_.decimal_separator;
      for (std::size_t i = 0; i < fraction.size(); ++i) {
        if (i > 0 && Holds(rules.fraction_groups, i)) result += format_.grouping_separator;
        result += Digits(fraction.substr(i, 1));
      }
    }
    if (rules.least_exponent > 0) {
      auto digits = std::to_string(std::abs(exponent));
      if (digits.size() < rules.least_exponent) digits.insert(0, rules.least_exponent - digits.size(), '0');
      result += format_.exponent_separator;
      if (exponent < 0) result += format_.minus_sign;
      result += Digits(digits);
    }
    return rules.prefix + result + rules.suffix;
  }

 private:
  const DecimalFormat& format_;
};

void Replace(std::u32string& text, const std::u32string& from, const std::u32string& to) {
  for (auto at = text.find(from); at != kNowhere; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

}  // namespace

std::expected<std::string, Problem> FormatNumber(double number, std::string_view picture,
                                                 const DecimalFormat& format) {
  const Reader reader(format);
  auto characters = ToCharacters(picture);
  const std::u32string percent(1, format.percent), per_mille(1, format.per_mille);
  if (!format.percent_text.empty()) Replace(characters, format.percent_text, percent);
  if (!format.per_mille_text.empty()) Replace(characters, format.per_mille_text, per_mille);
  std::vector<std::u32string> halves(1);
  for (const auto c : characters) {
    if (c == format.pattern_separator) {
      halves.emplace_back();
    } else {
      halves.back() += c;
    }
  }
  if (halves.size() > 2) return std::unexpected(MakeProblem("D3080", 0, {}));
  std::vector<Rules> rules;
  for (const auto& half : halves) {
    const auto parts = reader.Split(half);
    if (const auto broken = reader.Broken(half, parts)) return std::unexpected(MakeProblem(*broken, 0, {}));
    rules.push_back(reader.Analyze(parts));
  }
  if (rules.size() == 1) {
    rules.push_back(rules[0]);
    rules[1].prefix.insert(0, 1, format.minus_sign);
  }
  for (auto& each : rules) {
    for (auto* text : {&each.prefix, &each.suffix}) {
      if (!format.percent_text.empty()) Replace(*text, percent, format.percent_text);
      if (!format.per_mille_text.empty()) Replace(*text, per_mille, format.per_mille_text);
    }
  }
  return FromCharacters(reader.Write(number, rules[number < 0 ? 1 : 0]));
}

}  // namespace fxlake::jsonata
