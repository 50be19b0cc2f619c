// SPDX-License-Identifier: Apache-2.0
#include "fxlake/jsonata/date_picture.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "fxlake/base/text.h"

namespace fxlake::jsonata {
namespace {

// How a component is written when its marker does not say.
std::string_view DefaultPresentation(char component) {
  switch (component) {
    case 'Y':
    case 'M':
    case 'D':
    case 'd':
    case 'W':
    case 'w':
    case 'X':
    case 'x':
    case 'H':
    case 'h':
    case 'f': return "1";
    case 'F':
    case 'P':
    case 'C':
    case 'E': return "n";
    case 'm':
    case 's': return "01";
    case 'Z':
    case 'z': return "01:01";
    default: return "";
  }
}

std::optional<std::size_t> Width(std::string_view text) {
  std::size_t width = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), width);
  if (read.ec != std::errc() || width > 100) return std::nullopt;
  return width;
}

}  // namespace

std::expected<DatePicture, Problem> DatePicture::Parse(std::string_view picture) {
  DatePicture result;
  std::string text;
  const auto end_text = [&] {
    if (!text.empty()) result.parts_.push_back({.text = std::move(text)});
    text.clear();
  };
  for (std::size_t at = 0; at < picture.size();) {
    const auto two = picture.substr(at, 2);
    if (two == "[[" || two == "]]") {
      text += two[0];
      at += 2;
    } else if (picture[at] != '[') {
      text += picture[at++];
    } else {
      const auto end = picture.find(']', at);
      if (end == std::string_view::npos) return std::unexpected(MakeProblem("D3135", 0, {}));
      std::string marker;
      for (const char c : picture.substr(at + 1, end - at - 1)) {
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r') marker += c;
      }
      end_text();
      if (auto added = result.AddMarker(std::move(marker)); !added)
        return std::unexpected(std::move(added).error());
      at = end + 1;
    }
  }
  end_text();
  return result;
}

std::expected<void, Problem> DatePicture::AddMarker(std::string marker) {
  Part part;
  part.component = marker.empty() ? ' ' : marker[0];
  if (!marker.empty()) marker.erase(0, 1);
  if (const auto comma = marker.rfind(','); comma != std::string::npos) {
    const std::string_view width = std::string_view(marker).substr(comma + 1);
    const auto dash = width.find('-');
    part.least = Width(width.substr(0, dash));
    if (dash != std::string_view::npos) part.most = Width(width.substr(dash + 1));
    marker.resize(comma);
  }
  constexpr std::string_view kModifiers = "atco";
  if (marker.size() > 1 && kModifiers.contains(marker.back())) {
    part.modifier = marker.back();
    marker.pop_back();
  }
  part.presentation = marker.empty() ? std::string(DefaultPresentation(part.component)) : marker;
  if (DefaultPresentation(part.component).empty()) {
    return std::unexpected(MakeProblem("D3132", 0, {.value = "\"" + std::string(1, part.component) + "\""}));
  }
  constexpr std::string_view kNumbers = "YMDdFWwXxHhmsf";
  if (part.presentation[0] == 'n') {
    part.names = Names::lower;
  } else if (part.presentation[0] == 'N') {
    part.names = part.presentation.substr(1).starts_with('n') ? Names::title : Names::upper;
  } else if (kNumbers.contains(part.component)) {
    auto integer = IntegerPicture::Parse(part.presentation +
                                         (part.modifier != '\0' ? std::string{';', part.modifier} : ""));
    if (!integer) return std::unexpected(std::move(integer).error());
    part.integer = *std::move(integer);
    if (part.least) part.integer->mandatory_digits = std::max(part.integer->mandatory_digits, *part.least);
    if (part.component == 'Y') {
      if (part.most) {
        part.integer->mandatory_digits = part.digits = *part.most;
      } else if (part.integer->mandatory_digits + part.integer->optional_digits >= 2) {
        part.digits = part.integer->mandatory_digits + part.integer->optional_digits;
      }
    }
    // Digits that follow digits begin where those have their number.
    if (!parts_.empty() && parts_.back().integer)
      parts_.back().integer->width = parts_.back().integer->mandatory_digits;
  }
  if (part.component == 'Z' || part.component == 'z') {
    auto integer = IntegerPicture::Parse(part.presentation);
    if (!integer) return std::unexpected(std::move(integer).error());
    part.integer = *std::move(integer);
  }
  parts_.push_back(std::move(part));
  return {};
}

const DatePicture& DatePicture::Iso() {
  static const DatePicture kIso = *Parse("[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]");
  return kIso;
}

std::expected<std::string, Problem> DatePicture::Format(std::int64_t millis, int offset) const {
  constexpr std::int64_t kMillisOfMinute = 60'000;
  std::string formatted;
  for (const auto& part : parts_) {
    if (part.component == '\0') {
      formatted += part.text;
      continue;
    }
    auto text = FormatPart(part, millis + offset * kMillisOfMinute, offset);
    if (!text) return text;
    formatted += *text;
  }
  return formatted;
}

std::expected<std::string, Problem> DatePicture::FormatPart(const Part& part, std::int64_t millis,
                                                            int offset) {
  switch (part.component) {
    case 'Z':
    case 'z': return FormatZone(part, offset);
    case 'C':
    case 'E': return "ISO";
    case 'P': {
      const std::string half = DateComponent('P', millis) > 0 ? "pm" : "am";
      return part.names == Names::upper ? UpperCase(half) : half;
    }
    default: break;
  }
  auto value = DateComponent(part.component, millis);
  if (part.names != Names::none) {
    std::string name;
    if (part.component == 'M' || part.component == 'x') {
      name = NameOfMonth(static_cast<int>(value));
    } else if (part.component == 'F') {
      name = NameOfDay(static_cast<int>(value));
    } else {
      return std::unexpected(
          MakeProblem("D3133", 0, {.value = "\"" + std::string(1, part.component) + "\""}));
    }
    if (part.names == Names::upper) name = UpperCase(name);
    if (part.names == Names::lower) name = LowerCase(name);
    if (part.most && name.size() > *part.most) name.resize(*part.most);
    return name;
  }
  if (part.digits > 0) value = std::fmod(value, std::pow(10, static_cast<double>(part.digits)));
  return part.integer->Format(value);
}

std::expected<std::string, Problem> DatePicture::FormatZone(const Part& part, int offset) {
  const int hours = std::abs(offset) / 60;
  const int minutes = std::abs(offset) % 60;
  const auto digits = part.integer->mandatory_digits;
  std::expected<std::string, Problem> zone;
  if (part.integer->group > 0) {
    zone = part.integer->Format(hours * 100 + minutes);
  } else if (digits == 1 || digits == 2) {
    zone = part.integer->Format(hours);
    if (zone && minutes != 0) *zone += (minutes < 10 ? ":0" : ":") + std::to_string(minutes);
  } else if (digits == 3 || digits == 4) {
    zone = part.integer->Format(hours * 100 + minutes);
  } else {
    return std::unexpected(MakeProblem("D3134", 0, {.value = std::to_string(digits)}));
  }
  if (!zone) return zone;
  *zone = (offset >= 0 ? "+" : "-") + *zone;
  if (part.component == 'z') *zone = "GMT" + *zone;
  if (offset == 0 && part.modifier == 't') *zone = "Z";
  return zone;
}

}  // namespace fxlake::jsonata
