// SPDX-License-Identifier: Apache-2.0
#include "fxlake/schedule/cron_field.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "fxlake/base/excerpt.h"
#include "fxlake/base/text.h"

namespace fxlake::schedule {

Error FieldError(const CronField& field, std::string_view expected, std::string_view text) {
  return InvalidInput(fmt::format("reading the field {} of cron(): expected {}, not \"{}\"", field.name,
                                  expected, Excerpt(text, 40)));
}

std::vector<std::string_view> SplitList(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find(',', at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

Result<int> ReadNumber(const CronField& field, std::string_view text) {
  for (std::size_t i = 0; i < field.names.size(); ++i) {
    if (EqualsIgnoringCase(text, field.names[i])) return field.first + static_cast<int>(i);
  }
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || number < field.first ||
      number > field.last) {
    const auto names =
        field.names.empty() ? "" : fmt::format(" or {} to {}", field.names.front(), field.names.back());
    return FieldError(field, fmt::format("{} to {}{}", field.first, field.last, names), text);
  }
  return number;
}

Result<void> ReadPart(const CronField& field, std::string_view part, std::set<int>& into) {
  int step = 1;
  const auto slash = part.find('/');
  auto range = part.substr(0, slash);
  if (slash != std::string_view::npos) {
    const auto text = part.substr(slash + 1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), step);
    if (text.empty() || error != std::errc() || end != text.data() + text.size() || step < 1 ||
        step > field.most_step)
      return FieldError(field, fmt::format("a step of 1 to {} after /", field.most_step), part);
  }
  int first = field.first;
  int last = field.last;
  if (range != "*") {
    const auto dash = range.find('-');
    ASSIGN_OR_RETURN(first, ReadNumber(field, range.substr(0, dash)));
    if (dash != std::string_view::npos) {
      ASSIGN_OR_RETURN(last, ReadNumber(field, range.substr(dash + 1)));
      if (last < first) return FieldError(field, "a range whose end is not before its start", part);
    } else if (slash == std::string_view::npos) {
      last = first;
    }
  }
  for (int number = first; number <= last; number += step) into.insert(number);
  return {};
}

Result<std::set<int>> ReadField(const CronField& field, std::string_view text) {
  std::set<int> numbers;
  for (const auto part : SplitList(text)) RETURN_IF_ERROR(ReadPart(field, part, numbers));
  return numbers;
}

}  // namespace fxlake::schedule
