// SPDX-License-Identifier: Apache-2.0
#include "fxlake/jsonata/number_text.h"

#include <charconv>
#include <cmath>
#include <cstdlib>

namespace fxlake::jsonata {
namespace {

double FromText(std::string_view text) {
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec == std::errc::result_out_of_range) return std::strtod(std::string(text).c_str(), nullptr);
  return value;
}

// The number with its decimal exponent changed by `places`.
double Shifted(double number, int places) {
  const auto text = NumberText(number);
  const auto mark = text.find('e');
  const auto mantissa = text.substr(0, mark);
  const int exponent = mark == std::string::npos ? 0 : std::atoi(text.c_str() + mark + 1);
  return FromText(mantissa + "e" + std::to_string(exponent + places));
}

}  // namespace

std::string NumberText(double number) {
  if (number == 0) return "0";
  if (std::abs(number) < 1e15 && number == std::floor(number))
    return std::to_string(static_cast<std::int64_t>(number));
  char text[40];
  const auto end = std::to_chars(text, text + sizeof text, number, std::chars_format::scientific).ptr;
  std::string_view shortest(text, static_cast<std::size_t>(end - text));
  std::string result;
  if (shortest.front() == '-') {
    result = "-";
    shortest.remove_prefix(1);
  }
  const auto mark = shortest.find('e');
  std::string digits;
  for (const char c : shortest.substr(0, mark)) {
    if (c != '.') digits += c;
  }
  const int exponent = std::atoi(std::string(shortest.substr(mark + 1)).c_str());
  const int count = static_cast<int>(digits.size());
  const auto size = [](int n) { return static_cast<std::size_t>(n); };
  if (exponent >= 21 || exponent < -6) {
    result += digits.substr(0, 1);
    if (count > 1) result += "." + digits.substr(1);
    return result + (exponent < 0 ? "e-" : "e+") + std::to_string(std::abs(exponent));
  }
  if (exponent < 0) return result + "0." + std::string(size(-exponent - 1), '0') + digits;
  if (count <= exponent + 1) return result + digits + std::string(size(exponent + 1 - count), '0');
  return result + digits.substr(0, size(exponent + 1)) + "." + digits.substr(size(exponent + 1));
}

double RoundSignificant(double number, int digits) {
  char text[40];
  const auto end =
      std::to_chars(text, text + sizeof text, number, std::chars_format::scientific, digits - 1).ptr;
  return FromText({text, static_cast<std::size_t>(end - text)});
}

std::optional<double> ReadNumber(std::string_view text) {
  if (text.size() > 2 && text[0] == '0') {
    const int base = text[1] == 'x' || text[1] == 'X'   ? 16
                     : text[1] == 'o' || text[1] == 'O' ? 8
                     : text[1] == 'b' || text[1] == 'B' ? 2
                                                        : 0;
    if (base != 0) {
      double value = 0;
      for (const char c : text.substr(2)) {
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : 99;
        if (digit >= base) return std::nullopt;
        value = value * base + digit;
      }
      return std::isfinite(value) ? std::optional(value) : std::nullopt;
    }
  }
  std::size_t at = 0;
  const auto digits = [&] {
    const auto start = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    return at > start;
  };
  if (at < text.size() && text[at] == '-') ++at;
  if (!digits()) return std::nullopt;
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (!digits()) return std::nullopt;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (!digits()) return std::nullopt;
  }
  if (at != text.size()) return std::nullopt;
  const auto value = FromText(text);
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::string FixedText(double number, int places) {
  char text[420];
  const auto end = std::to_chars(text, text + sizeof text, number, std::chars_format::fixed, places);
  return end.ec == std::errc() ? std::string(text, end.ptr) : NumberText(number);
}

double RoundHalfEven(double number, int places) {
  if (!std::isfinite(number)) return number;
  double value = places == 0 ? number : Shifted(number, places);
  double rounded = std::floor(value + 0.5);
  if (std::abs(rounded - value) == 0.5 && std::fmod(std::abs(rounded), 2) == 1) rounded -= 1;
  if (places != 0) rounded = Shifted(rounded, -places);
  return rounded == 0 ? 0 : rounded;
}

}  // namespace fxlake::jsonata
