// SPDX-License-Identifier: Apache-2.0
#include "fxlake/sources/row_path.h"

namespace fxlake::sources {
namespace {

std::vector<std::string> Split(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t start = 0; start <= text.size();) {
    const auto end = std::min(text.find('/', start), text.size());
    parts.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

Error Malformed(std::string_view text, std::string_view why) {
  return InvalidInput("not a path: \"" + std::string(text) + "\": " + std::string(why));
}

}  // namespace

Result<std::vector<RowStep>> ParseRowPath(std::string_view text) {
  std::vector<RowStep> steps;
  if (text == ".") return steps;
  for (const auto& part : Split(text)) {
    if (part.empty()) return Malformed(text, "a step between slashes is empty");
    if (part == "*") {
      steps.push_back({RowStep::Kind::each, ""});
    } else if (part.starts_with('{') && part.ends_with('}') && part.size() > 2) {
      steps.push_back({RowStep::Kind::capture, part.substr(1, part.size() - 2)});
    } else {
      steps.push_back({RowStep::Kind::name, part});
    }
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
  for (auto& part : Split(rest)) {
    if (part.empty()) return Malformed(text, "a step between slashes is empty");
    if (part == ".." && (path.from_root || !path.steps.empty())) return Malformed(text, "\"..\" stands only at the beginning");
    if (part == "..") {
      ++path.up;
    } else {
      path.steps.push_back(std::move(part));
    }
  }
  return path;
}

}  // namespace fxlake::sources
