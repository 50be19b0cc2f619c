// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/language/row_path.h"

#include <algorithm>
#include <charconv>

namespace fxlake::sources {
namespace {

using Kind = PathStep::Kind;

Error Malformed(std::string_view text, std::string_view why) {
  return InvalidInput("not a path: \"" + std::string(text) + "\": " + std::string(why));
}

// The position of the first of `marks` outside quotes and brackets; the end when there is none.
std::size_t FindAwsContext(std::string_view text, std::string_view marks, std::size_t from = 0) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = from; i < text.size(); ++i) {
    if (!quoted && depth == 0 && marks.contains(text[i])) return i;
    if (text[i] == '"') quoted = !quoted;
    if (quoted) continue;
    if (text[i] == '[') ++depth;
    if (text[i] == ']' && depth > 0) --depth;
  }
  return text.size();
}

std::vector<std::string_view> Split(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t start = 0; start <= text.size();) {
    const auto end = FindAwsContext(text, "/", start);
    parts.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

bool IsQuoted(std::string_view text) { return text.size() >= 2 && text.front() == '"' && text.back() == '"'; }
std::string Unquoted(std::string_view text) {
  return std::string(IsQuoted(text) ? text.substr(1, text.size() - 2) : text);
}

std::optional<int> Number(std::string_view text) {
  int number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && stop == text.data() + text.size() && number != 0 ? std::optional(number)
                                                                                  : std::nullopt;
}

Result<PathStep> ParseStep(std::string_view part);

Result<PathCondition> ParseCondition(std::string_view text) {
  const auto mark = FindAwsContext(text, "=~");
  PathCondition condition;
  for (const auto part : Split(text.substr(0, mark))) {
    if (part == "." || part.empty()) continue;
    ASSIGN_OR_RETURN(auto step, ParseStep(part));
    condition.path.push_back(std::move(step));
  }
  if (mark == text.size()) return condition;
  const auto value = Unquoted(text.substr(mark + 1));
  if (text[mark] == '=') {
    condition.text = value;
  } else {
    ASSIGN_OR_RETURN(condition.pattern, Pattern::Make(value));
  }
  return condition;
}

// The conditions in brackets after a step, in order.
Result<void> ParseBrackets(std::string_view brackets, PathStep& step) {
  const auto malformed = [&] {
    return Malformed(brackets, "expected [2], [name=text], [name~regex] or [name]");
  };
  while (!brackets.empty()) {
    int depth = 0;
    std::size_t end = 0;
    for (bool quoted = false; end < brackets.size(); ++end) {
      if (brackets[end] == '"') quoted = !quoted;
      if (quoted) continue;
      depth += brackets[end] == '[' ? 1 : brackets[end] == ']' ? -1 : 0;
      if (depth == 0) break;
    }
    if (brackets.front() != '[' || end == brackets.size() || end < 2) return malformed();
    const auto inner = brackets.substr(1, end - 1);
    brackets.remove_prefix(end + 1);
    if (const auto place = Number(inner)) {
      step.place = *place;
      continue;
    }
    ASSIGN_OR_RETURN(auto condition, ParseCondition(inner));
    step.conditions.push_back(std::move(condition));
  }
  return {};
}

// A step without its brackets.
PathStep Bare(std::string_view part) {
  if (part == "*") return {Kind::each, ""};
  if (part == "@*") return {Kind::capture, "", true};
  if (part == "**") return {Kind::deep, ""};
  if (part.starts_with('{') && part.ends_with('}') && part.size() > 2)
    return {Kind::capture, std::string(part.substr(1, part.size() - 2))};
  if (part.starts_with("@{") && part.ends_with('}') && part.size() > 3)
    return {Kind::capture, std::string(part.substr(2, part.size() - 3)), true};
  if (part.starts_with('@') && part.size() > 1) return {Kind::attribute, std::string(part.substr(1))};
  if (part.starts_with('#')) {
    if (const auto place = Number(part.substr(1))) return {Kind::each, "", false, *place};
  }
  return {Kind::name, Unquoted(part)};
}

Result<PathStep> ParseStep(std::string_view part) {
  if (part == "[]") return PathStep{Kind::items, ""};
  std::size_t open = IsQuoted(part) ? part.size() : 0;
  for (bool quoted = false; open < part.size() && (quoted || part[open] != '['); ++open)
    quoted = quoted != (part[open] == '"');
  auto step = Bare(part.substr(0, open));
  if (open == part.size()) return step;
  RETURN_IF_ERROR(ParseBrackets(part.substr(open), step));
  return step;
}

}  // namespace

bool PathStep::is_simple() const {
  return place == 0 && conditions.empty() && !attributes &&
         (kind == Kind::name || kind == Kind::each || kind == Kind::capture);
}

bool FieldPath::is_simple() const {
  return std::ranges::all_of(steps, [](const PathStep& step) {
    return step.place == 0 && step.conditions.empty() &&
           (step.kind == Kind::name || step.kind == Kind::attribute);
  });
}

bool FieldPath::has_capture() const {
  return std::ranges::any_of(steps, [](const PathStep& step) { return step.kind == Kind::capture; });
}

Result<std::vector<RowStep>> ParseRowPath(std::string_view text) {
  std::vector<RowStep> steps;
  if (text == ".") return steps;
  for (const auto part : Split(text)) {
    if (part.empty()) return Malformed(text, "a step between slashes is empty");
    ASSIGN_OR_RETURN(auto step, ParseStep(part));
    if (step.kind == Kind::attribute)
      return Malformed(text, "an attribute has no rows; use @{name} for each attribute");
    steps.push_back(std::move(step));
  }
  return steps;
}

Result<FieldPath> ParseFieldPath(std::string_view text) {
  FieldPath path;
  auto rest = text;
  if (rest.starts_with('/')) {
    path.from_root = true;
    rest.remove_prefix(1);
  }
  if (rest == ".") return path;
  for (const auto part : Split(rest)) {
    if (part.empty()) return Malformed(text, "a step between slashes is empty");
    if (part == ".." && (path.from_root || !path.steps.empty()))
      return Malformed(text, "\"..\" is allowed only at the beginning");
    if (part == "..") {
      ++path.up;
      continue;
    }
    ASSIGN_OR_RETURN(auto step, ParseStep(part));
    path.names.push_back(Unquoted(part));
    path.steps.push_back(std::move(step));
  }
  return path;
}

}  // namespace fxlake::sources
