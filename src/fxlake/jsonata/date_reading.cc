// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "fxlake/base/text.h"
#include "fxlake/jsonata/date_picture.h"
#include "fxlake/jsonata/regex.h"

namespace fxlake::jsonata {
namespace {

std::string Escaped(std::string_view text) {
  constexpr std::string_view kSpecial = ".*+?^${}()|[]\\/";
  std::string escaped;
  for (const char c : text) {
    if (kSpecial.contains(c)) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

int Number(std::string_view digits) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

// Which of the components that a text gave belong together.
class Components {
 public:
  void Set(char component, double value) { values_[static_cast<unsigned char>(component)] = value; }
  bool Has(char component) const { return values_[static_cast<unsigned char>(component)].has_value(); }
  double Get(char component) const { return values_[static_cast<unsigned char>(component)].value_or(0); }
  bool empty() const {
    return std::ranges::none_of(values_, [](const auto& value) { return value.has_value(); });
  }
  bool HasAny(std::string_view components) const {
    return std::ranges::any_of(components, [&](char c) { return Has(c); });
  }
  // Some of `components`, and no other of those of its kind.
  bool IsOf(std::string_view components, std::string_view kind) const {
    return HasAny(components) &&
           std::ranges::all_of(kind, [&](char c) { return !Has(c) || components.contains(c); });
  }

 private:
  std::array<std::optional<double>, 128> values_;
};

}  // namespace

std::expected<std::string, Problem> DatePicture::PatternOf(const Part& part) {
  if (part.component == '\0') return Escaped(part.text);
  if (part.component == 'Z' || part.component == 'z') {
    std::string pattern = part.component == 'z' ? "GMT" : "";
    pattern += "[-+][0-9]+";
    if (part.integer->group > 0) pattern += Escaped(":") + "[0-9]+";
    return part.modifier == 't' ? "(?:Z|" + pattern + ")" : pattern;
  }
  if (part.names != Names::none) {
    if (part.component == 'M' || part.component == 'F' || part.component == 'P' || part.component == 'x')
      return "[a-zA-Z]+";
    return std::unexpected(MakeProblem("D3133", 0, {.value = "\"" + std::string(1, part.component) + "\""}));
  }
  if (!part.integer || part.integer->form == IntegerPicture::Form::sequence) {
    return std::unexpected(MakeProblem("D3130", 0, {.value = "\"" + part.presentation + "\""}));
  }
  return part.integer->Pattern();
}

std::optional<double> DatePicture::ReadPart(const Part& part, std::string_view text) {
  if (part.component == 'Z' || part.component == 'z') {
    if (text == "Z" || text == "z") return 0;
    if (part.component == 'z') text.remove_prefix(3);
    const bool negative = text[0] == '-';
    text.remove_prefix(1);
    const auto separator = text.find(':');
    const auto hours = separator != std::string_view::npos ? text.substr(0, separator)
                       : text.size() <= 2                  ? text
                                                           : text.substr(0, text.size() - 2);
    const auto minutes =
        separator != std::string_view::npos ? text.substr(separator + 1) : text.substr(hours.size());
    const double offset = Number(hours) * 60 + Number(minutes);
    return negative ? -offset : offset;
  }
  if (part.names == Names::none) {
    const auto number = part.integer->Read(text);
    return number && std::isfinite(*number) ? std::optional(*number) : std::nullopt;
  }
  const auto given = LowerCase(text);
  if (part.component == 'P') {
    return given == "am" ? std::optional(0.0) : given == "pm" ? std::optional(1.0) : std::nullopt;
  }
  const bool day = part.component == 'F';
  for (int i = 1; i <= (day ? 7 : 12); ++i) {
    auto name = LowerCase(day ? NameOfDay(i) : NameOfMonth(i));
    if (part.most && name.size() > *part.most) name.resize(*part.most);
    if (name == given) return i;
  }
  return std::nullopt;
}

std::expected<std::optional<std::int64_t>, Problem> DatePicture::Read(std::string_view text,
                                                                      std::int64_t now) const {
  std::string pattern = "^";
  for (const auto& part : parts_) {
    auto each = PatternOf(part);
    if (!each) return std::unexpected(std::move(each).error());
    pattern += "(" + *each + ")";
  }
  const auto regex = Regex::Make(pattern + "$", "i");
  const auto match = regex ? regex->Find(text, 0) : std::unexpected(Regex::Failure::none);
  if (!match) return std::nullopt;
  Components given;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const auto& part = parts_[i];
    if (part.component == '\0') continue;
    const auto value = ReadPart(part, match->groups[i]);
    if (!value) return std::nullopt;
    given.Set(part.component, *value);
  }
  if (given.empty()) return std::nullopt;
  constexpr std::string_view kDateKind = "YXMxWwdD";
  const bool civil = given.IsOf("YMD", kDateKind);
  const bool day_of_year = !civil && given.IsOf("Yd", kDateKind);
  const bool half_days = given.IsOf("Phmsf", "PHhmsf") && given.HasAny("Ph");
  // Weeks are not enough to know the day.
  if (!civil && !day_of_year && given.HasAny("XxWw")) return std::unexpected(MakeProblem("D3136", 0, {}));
  const std::string components = std::string(day_of_year ? "Yd" : "YMD") + (half_days ? "Phmsf" : "Hmsf");
  bool started = false;
  bool ended = false;
  for (const char component : components) {
    if (given.Has(component)) {
      started = true;
      if (ended) return std::unexpected(MakeProblem("D3136", 0, {}));
    } else if (!started) {
      given.Set(component, DateComponent(component, now));
    } else {
      constexpr std::string_view kFromOne = "MDd";
      given.Set(component, kFromOne.contains(component) ? 1 : 0);
      ended = true;
    }
  }
  const auto whole = [&](char component) { return static_cast<std::int64_t>(given.Get(component)); };
  auto millis =
      day_of_year ? MillisOfDay(whole('Y'), 1, whole('d')) : MillisOfDay(whole('Y'), whole('M'), whole('D'));
  auto hour = half_days ? whole('h') % 12 + (given.Get('P') > 0 ? 12 : 0) : whole('H');
  millis += ((hour * 60 + whole('m')) * 60 + whole('s')) * 1000 + whole('f');
  constexpr std::int64_t kMillisOfMinute = 60'000;
  return millis - (given.Has('Z') ? whole('Z') : whole('z')) * kMillisOfMinute;
}

}  // namespace fxlake::jsonata
